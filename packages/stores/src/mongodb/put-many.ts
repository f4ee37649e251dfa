import type { DocumentTarget } from "../document-target.ts";
import type { WriteOutcome } from "../documents.ts";
import { tryWrites, type GuardedResult } from "./guarded-write.ts";
import type { StoredCollection, StoredValue } from "./stored-document.ts";
import type { StoredEvent } from "./stored-event.ts";

export type Put = Readonly<{
  id: string;
  expectedVersion: DocumentTarget["expectedVersion"];
  value: StoredValue;
  events: readonly StoredEvent[];
}>;

/**
 * Applies puts, those to one document in their order, and answers the outcome of each. A put is written over the version
 * that it expects; one that expects none over the version just read, again and again until no one came between.
 */
export async function putMany(collection: StoredCollection, puts: readonly Put[]): Promise<WriteOutcome[]> {
  const outcomes: WriteOutcome[] = [];
  const queues = queuesById(puts);
  /** By id, the version that is stored: undefined for no document. */
  const known = new Map<string, number | undefined>();
  const lostBefore = new Set<string>();

  const mustRead = ({ id, expectedVersion }: Put) =>
    !known.has(id) && (expectedVersion === undefined || (expectedVersion === "absent" && lostBefore.has(id)));

  const supposedVersion = ({ id, expectedVersion }: Put) =>
    known.has(id) || typeof expectedVersion !== "number" ? known.get(id) : expectedVersion;

  function settle({ id }: Put, outcome: WriteOutcome): void {
    const queue = queues.get(id)!;
    outcomes[queue.shift()!] = outcome;
    if (queue.length === 0) queues.delete(id);
  }

  function conclude(put: Put, over: number | undefined, result: GuardedResult): void {
    if (result === "written") {
      const version = (over ?? 0) + 1;
      known.set(put.id, version);
      settle(put, { outcome: "written", version });
    } else if (result === "lost") {
      known.delete(put.id);
      lostBefore.add(put.id);
      if (typeof put.expectedVersion === "number") settle(put, { outcome: "conflict" });
    } else {
      settle(put, { outcome: "duplicate", fields: result.duplicate });
    }
  }

  while (queues.size > 0) {
    const heads = [...queues.values()].map(([index]) => puts[index!]!);
    await readVersions(collection, heads.filter(mustRead), known);
    const attempts = heads.flatMap((put) => {
      const over = supposedVersion(put);
      if (isExpected(put, over)) return [{ ...put, over }];
      settle(put, { outcome: "conflict" });
      return [];
    });
    const results = await tryWrites(collection, attempts);
    for (const [index, attempt] of attempts.entries()) conclude(attempt, attempt.over, results[index]!);
  }
  return outcomes;
}

/** The positions of the puts to each document. */
function queuesById(puts: readonly Put[]): Map<string, number[]> {
  const queues = new Map<string, number[]>();
  for (const [index, { id }] of puts.entries()) {
    const queue = queues.get(id);
    if (queue === undefined) queues.set(id, [index]);
    else queue.push(index);
  }
  return queues;
}

async function readVersions(
  collection: StoredCollection,
  puts: readonly Put[],
  known: Map<string, number | undefined>,
): Promise<void> {
  if (puts.length === 0) return;
  const ids = puts.map(({ id }) => id);
  for (const id of ids) known.set(id, undefined);
  const found = collection.find({ _id: { $in: ids } }, { projection: { version: 1 } });
  for await (const { _id, version } of found) known.set(_id, version);
}

function isExpected({ expectedVersion }: Put, stored = 0): boolean {
  return expectedVersion === undefined || stored === (expectedVersion === "absent" ? 0 : expectedVersion);
}
