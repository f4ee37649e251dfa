import { encodePosition, noteServed, type NotedServed } from "@projectionist/contracts";
import { ProblemError } from "@projectionist/service-kit";
import type { Upstream } from "../upstream.ts";
import type { RankingPage } from "./ranking-pages.ts";

const nowhere = encodePosition({ epoch: "none", offsets: new Map() });

/** What made a ranking. Its position is null where nothing of the log was asked. */
export type Made = Pick<NotedServed, "strategy" | "model"> & Readonly<{ position: string | null }>;
type Named = Pick<NotedServed, "surface" | "recommendationId">;

/**
 * Has the log told of the films of a page, as they are shown to the viewer whose call the headers are of.
 * @throws {ProblemError} it was not, or perhaps not
 */
export async function tellServed(
  { upstream, headers }: Readonly<{ upstream: Upstream; headers: Readonly<Record<string, string>> }>,
  { items }: Pick<RankingPage, "items">,
  { position, ...made }: Made & Named,
): Promise<void> {
  const shown = items.map(({ movie, score, reasons }) => ({ movieId: movie.id, score, reasons }));
  const { status } = await upstream.send("recommender", {
    method: noteServed.method,
    path: noteServed.path,
    headers: { ...headers, "content-type": "application/json" },
    body: JSON.stringify({ ...made, position: position ?? nowhere, items: shown }),
  });
  if (status !== 204) throw new ProblemError("upstream-failed", { detail: `${noteServed.path} answered ${status}` });
}
