import { createClient, type ProjectionistClient } from "@projectionist/client";
import type { SimulatedFilm } from "../films.ts";

/** A running system in which simulated viewers act, through its gateway as any client would. */
export type Target = Readonly<{
  gatewayUrl: string;
  /** A service key with `signals:write` and `recommendations:read`. */
  apiKey: string;
  films: readonly SimulatedFilm[];
}>;

export function clientOf({ gatewayUrl, apiKey }: Target): ProjectionistClient {
  return createClient({ baseUrl: gatewayUrl, apiKey });
}
