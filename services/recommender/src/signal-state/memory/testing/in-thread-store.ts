import { openSnapshotFile } from "../open-snapshot-file.ts";
import type { SnapshotStore } from "../snapshot-store.ts";
import type { SignalState } from "../../signal-state.ts";

/** A store of snapshots that outlives the states which use it, one after the other, each until it crashes. */
export function createCrashableStore(shardCounts: SignalState["shardCounts"]) {
  const file = openSnapshotFile(":memory:", shardCounts);
  let crash = () => {};
  const settings = new Map(file.head.settings);
  const controls = new Map(file.head.controls);

  return {
    /** Ends whoever used the store before, wherever it was, and serves the next. */
    next(): SnapshotStore {
      crash();
      file.rollback();
      let crashed = false;
      crash = () => {
        crashed = true;
      };
      async function use<T>(work: () => T): Promise<T> {
        await Promise.resolve();
        if (crashed) throw new Error("crashed");
        return work();
      }
      return {
        head: { ...file.head, settings: [...settings], controls: [...controls] },
        load: () => use(() => file.load()),
        write: (...args) => use(() => file.write(...args)),
        commit: (...args) => use(() => file.commit(...args)),
        rollback: () => use(() => file.rollback()),
        saveSettings: (keyspace, initial) =>
          use(() => {
            file.saveSettings(keyspace, initial);
            settings.set(keyspace, initial);
          }),
        saveControl: (epoch, control) =>
          use(() => {
            file.saveControl(epoch, control);
            controls.set(epoch, control);
          }),
        drop: (keyspace) =>
          use(() => {
            settings.delete(keyspace);
            return file.drop(keyspace);
          }),
        close: () => use(() => {}),
      };
    },
    close: () => file.close(),
  };
}
