import type { JobContext } from "@projectionist/jobs";
import type { TextEmbedder } from "@projectionist/recsys";
import { setImmediate } from "node:timers/promises";
import type { Embedding, TakeVector } from "./embedding.ts";
import type { FilmText, KeptVectors } from "./kept-vectors.ts";

/** What the job `embed` has done: of how many films, and how many it has embedded. */
export type EmbedResult = Readonly<{ films: number; embedded: number }>;

export type EmbeddingByJob = Embedding &
  Readonly<{
    /** The job: embeds the films whose vectors are not kept, and keeps them. Ended before its end it goes on where it was. */
    embedMissing(told: Pick<JobContext, "progress" | "signal">): Promise<EmbedResult>;
    /** Looks for no more vectors. */
    close(): void;
  }>;

export type ByJobOptions = Readonly<{
  kept: KeptVectors;
  take: TakeVector;
  /**
   * Has the job done by whichever instance; called after each pause while vectors are missing. False where it was cancelled, and is
   * to stay so.
   */
  ask(): Promise<boolean>;
  /** Milliseconds after which what is missing is looked for again, for another instance may have made it. */
  pauseMs?: number;
}>;

const AT_ONCE = 16;
const READ_AT_ONCE = 200;
const PAUSE_MS = 2_000;
const cancelled = new Error(
  "the job embed was cancelled; it comes back at the next start, or start it with POST /v1/ops/jobs",
);

/**
 * Texts whose vectors take long to make: they are read from where they are kept, and one instance after the other makes those that
 * are missing there, in a job. Hands over each vector of a text that still stands.
 */
export function embedByJob(
  embedder: Pick<TextEmbedder, "embed">,
  { kept, take, ask, pauseMs = PAUSE_MS }: ByJobOptions,
): EmbeddingByJob {
  const texts = new Map<string, string>();
  const waiting = new Set<string>();
  /** Of those that wait the ones that are to be looked for among the kept. */
  const unread = new Set<string>();
  let looking: Promise<void> | undefined;
  /** Whether the job is asked for where something is missing: after a pause, for films come in bursts, to all instances. */
  let asks = false;
  let isCancelled = false;
  let working = 0;
  let nothingWaits = Promise.withResolvers<void>();
  let failure: Error | undefined;
  const timer = setInterval(lookAgain, pauseMs).unref();

  function lookAgain(): void {
    if (working > 0 || waiting.size === 0) return;
    // Where the job was cancelled no instance makes any.
    if (!isCancelled) for (const id of waiting) unread.add(id);
    asks = true;
    looking ??= look();
  }

  async function look(): Promise<void> {
    await setImmediate();
    try {
      await readKept();
      if (asks && waiting.size > 0 && working === 0) isCancelled = !(await ask());
      asks = false;
      failure = undefined;
    } catch (error) {
      failure = asError(error);
    }
    looking = failure === undefined && unread.size > 0 ? look() : undefined;
  }

  const textsOf = (ids: Iterable<string>) => [...ids].map((id): FilmText => ({ id, text: texts.get(id)! }));

  async function readKept(): Promise<void> {
    while (unread.size > 0) {
      const films = textsOf(unread.values().take(READ_AT_ONCE));
      for (const { id } of films) unread.delete(id);
      const vectors = await kept.read(films);
      for (const film of films) handOver(film, vectors.get(film.id));
      await setImmediate();
    }
  }

  function handOver({ id, text }: FilmText, vector: Float32Array | undefined): void {
    if (!vector || texts.get(id) !== text) return;
    take(id, vector);
    settle(id);
  }

  function settle(id: string): void {
    unread.delete(id);
    if (!waiting.delete(id) || waiting.size > 0) return;
    nothingWaits.resolve();
    nothingWaits = Promise.withResolvers();
  }

  async function embedWaiting({ progress, signal }: Pick<JobContext, "progress" | "signal">): Promise<EmbedResult> {
    for (const id of waiting) unread.add(id);
    await readKept();
    let embedded = 0;
    const tell = () => {
      const known = texts.size - waiting.size;
      progress(known / Math.max(1, texts.size), `${known} of ${texts.size} films, ${embedded} embedded now`);
    };
    tell();
    while (waiting.size > 0) {
      signal.throwIfAborted();
      const films = textsOf(waiting.values().take(AT_ONCE));
      const vectors = await embedder.embed(films.map(({ text }) => text));
      await kept.write(films.map((film, place) => ({ ...film, vector: vectors[place]! })));
      films.forEach((film, place) => handOver(film, vectors[place]));
      embedded += films.length;
      tell();
    }
    return { films: texts.size, embedded };
  }

  return {
    put(id, text) {
      texts.set(id, text);
      waiting.add(id);
      unread.add(id);
      looking ??= look();
    },
    remove(id) {
      texts.delete(id);
      settle(id);
      kept.remove(id).catch(() => {});
    },
    settled: async () => (waiting.size > 0 ? nothingWaits.promise : undefined),
    progress: () => ({ embedded: texts.size - waiting.size, films: texts.size }),
    failure: () => failure ?? (isCancelled && waiting.size > 0 ? cancelled : undefined),
    async embedMissing(told) {
      working++;
      isCancelled = false;
      try {
        const result = await embedWaiting(told);
        failure = undefined;
        return result;
      } catch (error) {
        if (!told.signal.aborted) failure = asError(error);
        throw error;
      } finally {
        working--;
      }
    },
    close: () => clearInterval(timer),
  };
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
