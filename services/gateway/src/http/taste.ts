import {
  rankCandidates,
  type Ranked,
  type RankPurpose,
  type SearchCandidate,
  type Strategy,
} from "@projectionist/contracts";
import { ProblemError } from "@projectionist/service-kit";
import type { Upstream } from "../upstream.ts";
import type { FoundFilm } from "./found-films.ts";
import { bodyReader } from "./reply-body.ts";

/** Candidates as they suit the viewer; `personal`: whether his taste is known. */
export type Tasted = Readonly<{
  items: readonly Ranked[];
  personal: boolean;
  strategy: Strategy;
  model: string | null;
  position: string;
  fresh: boolean;
}>;

export type TasteCall = Readonly<{
  upstream: Upstream;
  /** Of a viewer's call. */
  headers: Readonly<Record<string, string>>;
  /** A position that what is known of the viewer is to reflect. */
  after?: string | undefined;
  /** The share of the time of a read that the answer is waited for. */
  share: number;
}>;

const read = bodyReader<Tasted>(rankCandidates.schema.response[200]);

/** What the recommender says of films that were found; the fault where it cannot be asked, or not in time. */
export async function askTaste(
  { upstream, headers, after, share }: TasteCall,
  purpose: RankPurpose,
  found: readonly FoundFilm[],
): Promise<Tasted | ProblemError> {
  const { method, path } = rankCandidates;
  const candidates = found.map(({ id, standing }): SearchCandidate => ({ id, ...standing }));
  try {
    const reply = await upstream.send("recommender", {
      method,
      path: after === undefined ? path : `${path}?after=${encodeURIComponent(after)}`,
      headers: { ...headers, "content-type": "application/json" },
      body: JSON.stringify({ purpose, candidates }),
      reads: true,
      endsAt: upstream.readEnd(share),
    });
    return read(reply);
  } catch (error) {
    if (error instanceof ProblemError) return error;
    throw error;
  }
}
