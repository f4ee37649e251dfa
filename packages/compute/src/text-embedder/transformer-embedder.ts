import { once } from "node:events";
import { Worker } from "node:worker_threads";
import type { TextEmbedder } from "@projectionist/recsys";
import type { SemanticModel } from "./semantic-model.ts";
import type { Reply, Start } from "./transformer.worker.ts";

/** A text embedder that holds something open. */
export interface ClosableTextEmbedder extends TextEmbedder {
  /** Other models have another: of a folder's it is a hash of its weights, of the hub's its name. */
  readonly fingerprint: string;
  /** What is not embedded fails; waits for the text that is at hand. */
  close(): Promise<void>;
}

type Waiting = Readonly<{ text: string; settle: PromiseWithResolvers<Float32Array> }>;

/**
 * A sentence embedding model (8-bit, mean pooling) in a thread of its own. A call with one text, as queries are, comes before
 * those with many, as documents are. Texts are cut at the model's length. An idle one does not keep the process running.
 * @throws {Error} `@huggingface/transformers` is not installed, or the model cannot be loaded
 */
export async function openTransformerEmbedder(model: SemanticModel, threads = 1): Promise<ClosableTextEmbedder> {
  const worker = new Worker(new URL("./transformer.worker.ts", import.meta.url), {
    workerData: { model, threads } satisfies Start,
  });
  const [queries, documents]: [Waiting[], Waiting[]] = [[], []];
  let current: Waiting | undefined;
  let ended: Error | undefined;
  const opening = Promise.withResolvers<Extract<Reply, { type: "ready" }>>();

  function next(): void {
    if (current) return;
    current = queries.shift() ?? documents.shift();
    if (!current) return worker.unref();
    worker.ref();
    worker.postMessage(current.text, []);
  }

  function end(error: Error): void {
    ended ??= error;
    opening.reject(ended);
    for (const { settle } of [...(current ? [current] : []), ...queries.splice(0), ...documents.splice(0)])
      settle.reject(ended);
    current = undefined;
  }

  worker.on("message", (reply: Reply) => {
    if (reply.type === "ready") return opening.resolve(reply);
    const { settle } = current ?? {};
    current = undefined;
    if (reply.type === "vector") settle?.resolve(reply.vector);
    else if (settle) settle.reject(new Error(reply.message));
    else opening.reject(new Error(reply.message));
    next();
  });
  worker.on("error", (error: unknown) => end(error instanceof Error ? error : new Error(String(error))));
  worker.on("exit", () => end(new Error("The text embedder's thread has ended.")));

  const { name, dimensions, fingerprint } = await opening.promise.catch(async (error: unknown) => {
    await worker.terminate();
    throw error;
  });
  worker.unref();
  return {
    name,
    dimensions,
    fingerprint,
    embed(texts) {
      if (ended) return Promise.reject(ended);
      const waiting = texts.map((text): Waiting => ({ text, settle: Promise.withResolvers<Float32Array>() }));
      (texts.length === 1 ? queries : documents).push(...waiting);
      next();
      return Promise.all(waiting.map(({ settle }) => settle.promise));
    },
    async close() {
      // A thread that is ended while the runtime computes takes the process with it.
      const computed = current && Promise.race([once(worker, "message"), once(worker, "exit")]);
      end(new Error("The text embedder is closed."));
      await Promise.allSettled([computed]);
      await worker.terminate();
    },
  };
}
