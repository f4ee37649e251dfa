import { EngineOpenError } from "@projectionist/bus";
import type { SignalState } from "../signal-state.ts";
import { MemorySignalState } from "./memory-signal-state.ts";
import { damaged } from "./open-snapshot-file.ts";
import { openSnapshotThread } from "./open-snapshot-thread.ts";

export type MemorySignalStateOptions = Readonly<{
  /** For a new file; a file keeps those it was made with. 8 of each unless told. */
  shardCounts?: SignalState["shardCounts"];
  /** Milliseconds between snapshots; 1,000 unless told. A crash loses at most what was applied since, fences with it. */
  snapshotIntervalMs?: number;
  /** Told when a snapshot could not be stored: it is tried again, and nothing is lost while this process lives. */
  onError?: (error: Error) => void;
}>;

/**
 * The state in the memory of this process, which alone may have the file, with snapshots in a SQLite file.
 *
 * @throws {EngineOpenError}
 */
export async function openMemorySignalState(
  path: string,
  options: MemorySignalStateOptions = {},
): Promise<SignalState> {
  const { shardCounts = { films: 8, viewers: 8 }, snapshotIntervalMs = 1000, onError = () => {} } = options;
  const store = await openSnapshotThread(path, shardCounts);
  try {
    return await MemorySignalState.load(store, { intervalMs: snapshotIntervalMs, onError });
  } catch (error) {
    await store.close();
    throw error instanceof EngineOpenError ? error : damaged(path, (error as Error).message, error);
  }
}
