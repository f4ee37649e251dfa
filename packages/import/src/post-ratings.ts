import { ApiError } from "@projectionist/client";
import type { SignalResult } from "@projectionist/contracts";
import type { Gateway } from "./gateway/gateway.ts";
import { signalOf, type KnownRating } from "./rating-signal.ts";

export type PostedRatings = Readonly<{
  accepted: number;
  duplicate: number;
  /** Behind which all of them are; undefined when all were rejected. */
  position: string | undefined;
}>;

/** Posts ratings as one batch of signals; those that the gateway rejects go to `reject` with its reason. */
export async function postRatings(
  gateway: Gateway,
  dataSet: string,
  ratings: readonly KnownRating[],
  reject: (rating: KnownRating, reason: string) => void,
): Promise<PostedRatings> {
  const signals = ratings.map((rating) => signalOf(dataSet, rating));
  const { position, results } = await gateway
    .call((client, signal) => client.POST("/v1/signals", { body: { signals }, signal }))
    .catch((error: unknown) => ({ position: undefined, results: resultsOf(error) }));
  const posted = { accepted: 0, duplicate: 0 };
  for (const [index, rating] of ratings.entries()) {
    const { outcome, path = "", message = "" } = results[index] ?? { outcome: "rejected", message: "not answered" };
    if (outcome === "rejected") reject(rating, `${path.replace(/^\/signals\/\d+\/?/, "")} ${message}`.trim());
    else posted[outcome]++;
  }
  return { ...posted, position };
}

/** The results of a batch of which no signal is valid; they come with the refusal. */
function resultsOf(error: unknown): readonly SignalResult[] {
  const results = error instanceof ApiError ? error.problem?.["results"] : undefined;
  if (Array.isArray(results)) return results as SignalResult[];
  throw error;
}
