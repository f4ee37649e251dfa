import { Worker } from "node:worker_threads";
import { EngineOpenError } from "../engine-open-error.ts";
import { StaleMemberError } from "../event-log.ts";
import type {
  CallResult,
  FromWriter,
  OperationName,
  ToWriter,
  WriteCall,
  WriteOperations,
} from "./write-operations.ts";

const maxRecordsPerTransaction = 5000;
const maxBytesPerTransaction = 8 * 1024 * 1024;

/** The thread that writes the file. Calls that wait while a transaction is written go into the next one together. */
export interface Writer {
  /**
   * Resolves once the call is durable.
   *
   * @throws {StaleMemberError | WriteFailedError | Error} the claim is over; the transaction failed; the call was refused.
   */
  submit<N extends OperationName>(name: N, input: WriteOperations[N]["input"]): Promise<WriteOperations[N]["output"]>;
  /** Writes what was submitted, then ends the thread. */
  close(): Promise<void>;
}

/** A transaction was not committed (`refused`), or may not have been (`unknown`). */
export class WriteFailedError extends Error {
  readonly outcome: "refused" | "unknown";
  constructor(message: string, outcome: "refused" | "unknown") {
    super(message);
    this.name = "WriteFailedError";
    this.outcome = outcome;
  }
}

type Waiting = { call: WriteCall; resolve: (value: unknown) => void; reject: (error: Error) => void };

/** @throws {EngineOpenError} */
export async function openWriter(path: string): Promise<Writer> {
  const worker = new Worker(new URL("./writer-worker.ts", import.meta.url), { workerData: { path } });
  const exited = new Promise<void>((resolve) => worker.once("exit", () => resolve()));
  await opened(worker);

  const waiting: Waiting[] = [];
  let inHand: readonly Waiting[] = [];
  let ended: string | undefined;
  let closing: Promise<void> | undefined;

  function send(message: ToWriter): void {
    const buffers = message.kind === "write" ? message.calls.flatMap(transferable) : [];
    worker.postMessage(message, buffers);
  }

  function flush(): void {
    if (inHand.length > 0 || waiting.length === 0) return;
    inHand = waiting.splice(0, fitting(waiting));
    send({ kind: "write", calls: inHand.map(({ call }) => call) });
  }

  function settle(message: FromWriter): void {
    const calls = inHand;
    inHand = [];
    if (message.kind === "written") calls.forEach((call, index) => settleCall(call, message.results[index]!));
    if (message.kind === "failed") fail(calls, message.message, message.outcome);
    flush();
  }

  function end(reason: string): void {
    ended ??= reason;
    fail(inHand, ended, "unknown");
    fail(waiting.splice(0), ended, "refused");
    inHand = [];
  }

  worker.on("message", settle);
  worker.on("error", (error) =>
    end(`the writer thread of ${path} failed: ${error instanceof Error ? error.message : String(error)}`),
  );
  worker.on("exit", () => end(`the event log ${path} is closed`));

  async function submit<N extends OperationName>(name: N, input: WriteOperations[N]["input"]) {
    if (ended !== undefined || closing !== undefined) {
      throw new WriteFailedError(ended ?? `the event log ${path} is closed`, "refused");
    }
    const { promise, resolve, reject } = Promise.withResolvers<unknown>();
    waiting.push({ call: { name, input } as WriteCall, resolve, reject });
    queueMicrotask(flush);
    return (await promise) as WriteOperations[N]["output"];
  }

  async function drainAndClose(last: Promise<unknown>): Promise<void> {
    await last;
    if (ended === undefined) send({ kind: "close" });
    await exited;
  }

  return {
    submit,
    close: () => {
      closing ??= drainAndClose(submit("createTopics", { topics: [] }).catch(() => {}));
      return closing;
    },
  };
}

async function opened(worker: Worker): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  worker.once("error", reject);
  worker.once("message", (message: FromWriter) => {
    if (message.kind === "openFailed") reject(new EngineOpenError(message.message));
    else resolve();
  });
  await promise;
  worker.off("error", reject);
}

function transferable(call: WriteCall): ArrayBuffer[] {
  return call.name === "append" ? [call.input.values.buffer] : [];
}

/** How many of the waiting calls fit into one transaction: at least one. */
function fitting(waiting: readonly Waiting[]): number {
  let records = 0;
  let bytes = 0;
  const tooMany = waiting.findIndex(({ call }) => {
    if (call.name !== "append") return false;
    records += call.input.sizes.length;
    bytes += call.input.values.length;
    return records > maxRecordsPerTransaction || bytes > maxBytesPerTransaction;
  });
  return tooMany < 0 ? waiting.length : Math.max(1, tooMany);
}

function settleCall({ resolve, reject }: Waiting, result: CallResult): void {
  if (result.ok) resolve(result.value);
  else reject(result.code === "stale" ? new StaleMemberError(result.message) : new Error(result.message));
}

function fail(calls: readonly Waiting[], message: string, outcome: "refused" | "unknown"): void {
  for (const { reject } of calls) reject(new WriteFailedError(message, outcome));
}
