import type { ErasedHistory } from "@projectionist/contracts";
import { ProblemError } from "@projectionist/service-kit";
import { positionTextOf } from "../ingest/append-signals.ts";
import { partitionOf } from "../ingest/ingest.ts";
import type { Collections, ErasureDocument } from "../projection/collections.ts";
import type { Progress } from "../projection/progress.ts";

const PATIENCE_MS = 1_000;

/**
 * What an erasure took out of a viewer's history; waits up to a second for one that is under way.
 * @throws {ProblemError} `erasure-not-found`
 */
export type ErasureReceipt = (receiptId: string) => Promise<ErasedHistory>;

export function createErasureReceipt(
  erasures: Collections["erasures"],
  progress: Progress,
  epoch: string,
): ErasureReceipt {
  return async (receiptId) => {
    const deadline = performance.now() + PATIENCE_MS;
    for (;;) {
      const seen = await progress.read();
      const { items } = await erasures.find({ where: { eventId: receiptId }, limit: 1 });
      if (items[0]) return receiptOf(items[0].value, epoch);
      const advanced = await progress.waitFor(
        (next) => next.some((offset, partition) => offset > (seen[partition] ?? 0)),
        deadline - performance.now(),
      );
      if (!advanced) throw new ProblemError("erasure-not-found");
    }
  };
}

function receiptOf({ userId, eventId, offset, occurredAt, removed }: ErasureDocument, epoch: string): ErasedHistory {
  const position = positionTextOf(epoch, [{ partition: partitionOf(userId), offset }]);
  return { receiptId: eventId, userId, erasedAt: new Date(occurredAt).toISOString(), position, removed };
}
