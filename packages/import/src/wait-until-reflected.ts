import { covers, decodePosition, encodePosition, type Position } from "@projectionist/contracts";
import type { Gateway } from "./gateway/gateway.ts";
import type { Progress } from "./progress.ts";

const STALLED_MS = 30_000;

/** Collects positions into the one behind which all of them are. */
export function createPositions(): Readonly<{ add(position: string): void; furthest(): Position | undefined }> {
  let furthest: Position | undefined;
  return {
    add(text) {
      const position = decodePosition(text);
      if (!position) return;
      const offsets = new Map(furthest?.offsets);
      for (const [partition, offset] of position.offsets)
        offsets.set(partition, Math.max(offset, offsets.get(partition) ?? 0));
      furthest = { epoch: position.epoch, offsets };
    },
    furthest: () => furthest,
  };
}

export type Reflection = Readonly<{
  gateway: Gateway;
  /** Any film that is in the catalog. */
  movieId: string;
  position: Position;
  progress: Progress;
  signal: AbortSignal;
}>;

/**
 * Waits until histories reflect a position: from then on the same signals sent again are told to be duplicates. Ends also
 * when it is told to stop, or when they do not come on for half a minute; true when they reflect it.
 */
export async function waitUntilReflected(wanted: Reflection): Promise<boolean> {
  const { gateway, movieId, position, progress, signal } = wanted;
  const query = { limit: 1, after: encodePosition(position) };
  const total = sumOf(position, position);
  let first: number | undefined;
  let last = -1;
  let moved = performance.now();
  while (!signal.aborted && performance.now() - moved < STALLED_MS) {
    const reply = await gateway.call((client, timeout) =>
      client.GET("/v1/movies/{movieId}/reviews", { params: { path: { movieId }, query }, signal: timeout }),
    );
    const reached = decodePosition(reply.position);
    if (reached?.epoch !== position.epoch) return false;
    if (covers(reached, position)) return true;
    const done = sumOf(reached, position);
    first ??= done;
    progress.update(done - first, total - first);
    if (done > last) moved = performance.now();
    last = Math.max(last, done);
  }
  return false;
}

/** How much of what is wanted is reached, in records. */
function sumOf(reached: Position, wanted: Position): number {
  return wanted.offsets
    .entries()
    .reduce((sum, [partition, offset]) => sum + Math.min(offset, reached.offsets.get(partition) ?? -1) + 1, 0);
}
