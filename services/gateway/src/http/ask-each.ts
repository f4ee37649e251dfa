import type { ServiceName } from "@projectionist/contracts";
import { ProblemError } from "@projectionist/service-kit";
import type { Upstream, UpstreamReply, UpstreamRequest } from "../upstream.ts";
import type { ReadBody } from "./reply-body.ts";

export type Gathered<T> = Readonly<{ answers: readonly T[]; degraded: readonly ServiceName[] }>;

/**
 * Asks several services the same at once. A service that cannot be asked is named in `degraded`; a refusal of one is the
 * refusal of all, and is answered as it is.
 * @throws {ProblemError} as `Upstream.send` does, when none can be asked
 */
export async function askEach<T>(
  upstream: Pick<Upstream, "send">,
  services: readonly ServiceName[],
  message: UpstreamRequest,
  read: ReadBody<T>,
): Promise<Gathered<T> | UpstreamReply> {
  const replies = await Promise.allSettled(services.map((service) => upstream.send(service, message)));
  const answers: T[] = [];
  const degraded: ServiceName[] = [];
  const faults: unknown[] = [];
  for (const [index, settled] of replies.entries()) {
    if (settled.status === "fulfilled" && isRefusal(settled.value)) return settled.value;
    try {
      if (settled.status === "rejected") throw settled.reason;
      answers.push(read(settled.value));
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      degraded.push(services[index]!);
      faults.push(error);
    }
  }
  if (answers.length === 0) throw faults[0];
  return { answers, degraded };
}

/** A reply of our own with this body. */
export function jsonReply(body: object): UpstreamReply {
  return {
    status: 200,
    headers: { "content-type": "application/json; charset=utf-8" },
    body: Buffer.from(JSON.stringify(body)),
  };
}

function isRefusal({ status }: UpstreamReply): boolean {
  return status >= 400 && status < 500;
}
