import { Worker, parentPort } from "node:worker_threads";

/** What a thread does when it is called, by name. */
export type Handlers = Readonly<Record<string, (...args: never[]) => unknown>>;

type Call = Readonly<{ id: number; name: string; args: readonly unknown[] }>;
type Reply = Readonly<{ id: number; result: unknown } | { id: number; error: string; kind: string }>;

/**
 * A thread that goes on and answers calls, where that of `runInWorker` ends with its one function; what it throws comes back as
 * an error of the same name and message.
 */
export interface Thread<H extends Handlers> {
  call<N extends keyof H & string>(name: N, ...args: Parameters<H[N]>): Promise<Awaited<ReturnType<H[N]>>>;
  /** Rejects when it has ended, of its own or by `end`. */
  readonly ended: Promise<never>;
  /** Ends it at once; calls that wait are rejected. */
  end(): Promise<void>;
}

/** Starts the thread of a file that calls {@link answerCalls}. */
export function startThread<H extends Handlers>(file: URL): Thread<H> {
  const worker = new Worker(file);
  const waiting = new Map<number, PromiseWithResolvers<unknown>>();
  const { promise: over, reject: tell } = Promise.withResolvers<never>();
  over.catch(() => {});
  let calls = 0;
  let ended: Error | undefined;

  function end(error: Error): void {
    ended ??= error;
    tell(ended);
    for (const { reject } of waiting.values()) reject(ended);
    waiting.clear();
  }
  worker.on("message", (reply: Reply) => {
    const call = waiting.get(reply.id);
    waiting.delete(reply.id);
    if ("error" in reply) call?.reject(Object.assign(new Error(reply.error), { name: reply.kind }));
    else call?.resolve(reply.result);
  });
  worker.on("error", (error) => end(error as Error));
  worker.on("exit", () => end(new Error("the thread has ended")));

  return {
    ended: over,
    call(name, ...args) {
      if (ended) return Promise.reject(ended);
      const call = Promise.withResolvers<unknown>();
      waiting.set(++calls, call);
      worker.postMessage({ id: calls, name, args } satisfies Call, []);
      return call.promise as never;
    },
    async end() {
      await worker.terminate();
    },
  };
}

/** Answers the calls of whoever started this thread. */
export function answerCalls(handlers: Handlers): void {
  const port = parentPort!;
  port.on("message", ({ id, name, args }: Call) => {
    const answer = async () => handlers[name]!(...(args as never[]));
    answer().then(
      (result) => port.postMessage({ id, result } satisfies Reply),
      (error: Error) => port.postMessage({ id, error: error.message, kind: error.name } satisfies Reply),
    );
  });
}
