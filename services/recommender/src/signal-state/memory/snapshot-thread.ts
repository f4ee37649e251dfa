import { parentPort, workerData } from "node:worker_threads";
import type { SignalState } from "../signal-state.ts";
import { explained, openSnapshotFile } from "./open-snapshot-file.ts";
import type { SnapshotFile } from "./snapshot-file.ts";
import type { SnapshotCall, SnapshotReply } from "./snapshot-protocol.ts";
import type { StoredPart } from "./snapshot-store.ts";

/** The thread that owns the file of snapshots. */
function run({ path, shardCounts }: { path: string; shardCounts: SignalState["shardCounts"] }): void {
  const port = parentPort!;
  const send = (reply: SnapshotReply) => port.postMessage(reply);
  const attempt = (work: () => SnapshotReply) => {
    try {
      send(work());
    } catch (error) {
      send({ kind: "failed", message: explained(path, error).message });
    }
  };
  let file: SnapshotFile | undefined;
  attempt(() => {
    file = openSnapshotFile(path, shardCounts);
    return { kind: "opened", head: file.head };
  });
  if (file === undefined) return port.close();
  const opened = file;
  port.on("message", (call: SnapshotCall) => {
    attempt(() => ({ kind: "done", result: perform(opened, call) }));
    if (call.name === "close") port.close();
  });
}

function perform(file: SnapshotFile, call: SnapshotCall): StoredPart | number | undefined {
  switch (call.name) {
    case "load":
      return file.load();
    case "write":
      file.write(...call.args);
      return undefined;
    case "commit":
      file.commit(...call.args);
      return undefined;
    case "saveSettings":
      file.saveSettings(...call.args);
      return undefined;
    case "saveControl":
      file.saveControl(...call.args);
      return undefined;
    case "drop":
      return file.drop(...call.args);
    case "rollback":
    case "close":
      file[call.name]();
      return undefined;
  }
}

run(workerData as { path: string; shardCounts: SignalState["shardCounts"] });
