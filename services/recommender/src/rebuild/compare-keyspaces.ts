import type { StateComparison } from "@projectionist/contracts";
import type { ShardId, SignalState, StateEntry } from "../signal-state/signal-state.ts";
import { compareFacts, gatherFacts } from "./compare-facts.ts";
import { differingShards, digestOf, shownDigest } from "./digest.ts";

export type KeyspaceComparison = Readonly<{
  compared: "everything" | "without pairs";
  digests: Readonly<{ served: string; rebuilt: string }>;
  /** Null where the digests are the same. */
  comparison: StateComparison | null;
}>;

/**
 * Compares what serves with what was rebuilt, by digests, and, where these differ, part by part. With another window the
 * pairs are others, and are left out.
 */
export async function compareKeyspaces(
  state: SignalState,
  { served, rebuilt }: Readonly<{ served: string; rebuilt: string }>,
  signal: AbortSignal,
): Promise<KeyspaceComparison> {
  const windowOf = async (keyspace: string) => (await state.settings(keyspace, { window: 0 })).window;
  const isSameWindow = (await windowOf(served)) === (await windowOf(rebuilt));
  const isWanted = ({ kind }: StateEntry) => isSameWindow || kind !== "pair";
  const entriesOf = (keyspace: string) => until(signal, state.scan(keyspace));

  const before = await digestOf(entriesOf(served), isWanted);
  const after = await digestOf(entriesOf(rebuilt), isWanted);
  const shards = new Set(differingShards(before, after));
  const differing = (keyspace: string) => only(entriesOf(keyspace), shards, isWanted);
  const sides = { expected: "in the log", found: "in the state that serves" };
  return {
    compared: isSameWindow ? "everything" : "without pairs",
    digests: { served: shownDigest(before), rebuilt: shownDigest(after) },
    comparison:
      shards.size === 0 ? null : await compareFacts(await gatherFacts(differing(rebuilt)), differing(served), sides),
  };
}

async function* only(
  entries: AsyncIterable<StateEntry>,
  shards: ReadonlySet<ShardId>,
  isWanted: (entry: StateEntry) => boolean,
): AsyncIterable<StateEntry> {
  for await (const entry of entries) if (shards.has(entry.shard) && isWanted(entry)) yield entry;
}

/** The entries as long as nobody wishes that it ends. */
async function* until(signal: AbortSignal, entries: AsyncIterable<StateEntry>): AsyncIterable<StateEntry> {
  for await (const entry of entries) {
    signal.throwIfAborted();
    yield entry;
  }
}
