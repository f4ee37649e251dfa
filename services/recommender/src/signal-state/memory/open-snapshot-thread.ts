import { Worker } from "node:worker_threads";
import { EngineOpenError } from "@projectionist/bus";
import type { SignalState } from "../signal-state.ts";
import type { SnapshotCall, SnapshotReply } from "./snapshot-protocol.ts";
import type { SnapshotStore, StoredPart } from "./snapshot-store.ts";

type Waiting = { resolve: (reply: SnapshotReply) => void; reject: (error: Error) => void };

/**
 * Opens a file of snapshots on a thread of its own.
 *
 * @throws {EngineOpenError}
 */
export async function openSnapshotThread(
  path: string,
  shardCounts: SignalState["shardCounts"],
): Promise<SnapshotStore> {
  const worker = new Worker(new URL("./snapshot-thread.ts", import.meta.url), { workerData: { path, shardCounts } });
  const waiting: Waiting[] = [];
  let ended: Error | undefined;
  const { promise: exited, resolve: exit } = Promise.withResolvers<void>();

  function end(error: Error): void {
    ended ??= error;
    for (const { reject } of waiting.splice(0)) reject(ended);
  }
  worker.on("message", (reply: SnapshotReply) => waiting.shift()?.resolve(reply));
  worker.on("error", (error) => end(new Error(`the thread that stores ${path} failed`, { cause: error })));
  worker.on("exit", () => {
    end(new Error(`the signal state ${path} is closed`));
    exit();
  });

  function replied(): Promise<SnapshotReply> {
    if (ended !== undefined) return Promise.reject(ended);
    const { promise, resolve, reject } = Promise.withResolvers<SnapshotReply>();
    waiting.push({ resolve, reject });
    return promise;
  }

  async function call(call: SnapshotCall): Promise<StoredPart | number | undefined> {
    const reply = replied();
    if (ended === undefined) worker.postMessage(call, buffersOf(call));
    const outcome = await reply;
    if (outcome.kind === "failed") throw new EngineOpenError(outcome.message);
    return outcome.kind === "done" ? outcome.result : undefined;
  }

  const opened = await replied();
  if (opened.kind !== "opened")
    throw new EngineOpenError(opened.kind === "failed" ? opened.message : `cannot open ${path}`);
  return {
    head: opened.head,
    load: async () => (await call({ name: "load", args: [] })) as StoredPart | undefined,
    write: async (...args) => void (await call({ name: "write", args })),
    commit: async (...args) => void (await call({ name: "commit", args })),
    rollback: async () => void (await call({ name: "rollback", args: [] })),
    saveSettings: async (...args) => void (await call({ name: "saveSettings", args })),
    saveControl: async (...args) => void (await call({ name: "saveControl", args })),
    drop: async (...args) => (await call({ name: "drop", args })) as number,
    close: async () => {
      try {
        await call({ name: "close", args: [] });
      } finally {
        await exited;
      }
    },
  };
}

function buffersOf(call: SnapshotCall): ArrayBuffer[] {
  return call.name === "write" ? call.args[2].flatMap(({ bytes }) => (bytes === null ? [] : [bytes.buffer])) : [];
}
