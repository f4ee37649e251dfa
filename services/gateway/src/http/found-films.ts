import { catalogOperations, type ChipInput, type Operation } from "@projectionist/contracts";
import type { Upstream, UpstreamReply } from "../upstream.ts";
import { bodyReader } from "./reply-body.ts";

/** A film that the catalog's search found, and why. */
export type FoundFilm = Readonly<{
  id: string;
  score: number;
  matched: string[];
  reasons: Readonly<{ words: string[]; chips: number[]; nearness?: number }>;
  standing: Readonly<{ score: number; meets?: number[] }>;
}>;

/** The best films of a search, the cursor behind them, and what is told of the whole. */
export type FoundFilms = Readonly<{
  candidates: FoundFilm[];
  nextCursor?: string;
  chips: ChipInput[];
  rest: string;
  corrected?: string;
  relaxed: boolean;
}> &
  Readonly<Record<string, unknown>>;

const read = bodyReader<FoundFilms>(catalogOperations.searchCandidates.schema.response[200]);

/**
 * What one of the catalog's ways to find candidates answers; its reply where that refuses the parameters.
 * @throws {ProblemError} it cannot be asked, or answers wrongly
 */
export async function findFilms(
  upstream: Upstream,
  { method, path }: Pick<Operation, "method" | "path">,
  parameters: URLSearchParams,
  headers: Readonly<Record<string, string>>,
): Promise<FoundFilms | UpstreamReply> {
  const reply = await upstream.send("catalog", { method, path: `${path}?${parameters.toString()}`, headers });
  return reply.status === 200 ? read(reply) : reply;
}

export function isRefusal(answer: object): answer is UpstreamReply {
  return "status" in answer;
}
