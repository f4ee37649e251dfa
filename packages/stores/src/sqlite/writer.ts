import { Worker } from "node:worker_threads";
import { openFailure } from "./open-failure.ts";
import type { OpenReply, WriteBatch, WriteReply, WriteRequest, WriteResult } from "./write-requests.ts";

/** A transaction takes whole submissions until it holds this many requests. */
const FULL_BATCH = 1_000;

export interface Writer {
  /** Resolves when the requests are on disk, with the result of each; rejects when the engine failed and none is. */
  submit(requests: readonly WriteRequest[]): Promise<readonly WriteResult[]>;
  /** Waits for what was submitted. */
  close(): Promise<void>;
}

type Submission = PromiseWithResolvers<readonly WriteResult[]> & { requests: readonly WriteRequest[] };

/**
 * Opens the thread that writes to the file. While one transaction is being committed, what is submitted is gathered for
 * the next. @throws {EngineOpenError}
 */
export async function openWriter(path: string): Promise<Writer> {
  const worker = new Worker(new URL("./writer.worker.ts", import.meta.url), { workerData: { path } });
  await opened(worker, path);
  worker.unref();

  const waiting: Submission[] = [];
  const committing: Submission[] = [];
  let scheduled = false;
  let closing: Promise<void> | undefined;
  let failure: Error | undefined;

  function schedule(): void {
    if (scheduled || committing.length > 0) return;
    scheduled = true;
    setImmediate(commit);
  }

  function commit(): void {
    scheduled = false;
    let size = 0;
    while (size < FULL_BATCH && waiting.length > 0) {
      const submission = waiting.shift()!;
      committing.push(submission);
      size += submission.requests.length;
    }
    if (committing.length === 0) return;
    send(committing.flatMap(({ requests }) => requests));
  }

  /** The process stays alive while the thread has something to do, and no longer. */
  function send(message: WriteBatch | "close"): void {
    worker.ref();
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
    worker.postMessage(message);
  }

  worker.on("message", (reply: WriteReply) => {
    worker.unref();
    let taken = 0;
    for (const { requests, resolve, reject } of committing.splice(0)) {
      if ("error" in reply) reject(new Error(`writing to ${path} failed: ${reply.error}`));
      else resolve(reply.results.slice(taken, (taken += requests.length)));
    }
    schedule();
  });

  worker.on("error", fail);
  worker.on("exit", () => fail(new Error("its writing thread has ended")));

  function fail(error: Error): void {
    failure ??= new Error(`writing to ${path} failed: ${error.message}`, { cause: error });
    for (const { reject } of [...committing.splice(0), ...waiting.splice(0)]) reject(failure);
  }

  async function close(): Promise<void> {
    await Promise.allSettled([...committing, ...waiting].map(({ promise }) => promise));
    if (failure !== undefined) return;
    const exited = new Promise((resolve) => worker.once("exit", resolve));
    send("close");
    await exited;
  }

  return {
    async submit(requests) {
      if (closing !== undefined) throw new Error(`the document store ${path} is closed`);
      if (failure !== undefined) throw failure;
      if (requests.length === 0) return [];
      const submission = { ...Promise.withResolvers<readonly WriteResult[]>(), requests };
      waiting.push(submission);
      schedule();
      return submission.promise;
    },
    close: () => (closing ??= close()),
  };
}

async function opened(worker: Worker, path: string): Promise<void> {
  const reply = await new Promise<OpenReply>((resolve, reject) => {
    worker.once("message", resolve);
    worker.once("error", reject);
  });
  if (!reply.opened) throw openFailure(path, reply.code, new Error(reply.message));
}
