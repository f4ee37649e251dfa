import type { StaticEmbedder, TextEmbedder } from "@projectionist/recsys";
import { setImmediate } from "node:timers/promises";

/** An embedder; one that learns from the texts how rare each word is does so while they come and go. */
export type FilmEmbedder = TextEmbedder & Partial<Pick<StaticEmbedder, "learn" | "unlearn">>;

export type Embedding = Readonly<{
  /** Has a film's text embedded, after those that wait. */
  put(id: string, text: string): void;
  remove(id: string): void;
  /** Waits until nothing waits. */
  settled(): Promise<void>;
  /** Why the latest texts were not embedded; the next that is put tries them again. */
  failure(): Error | undefined;
}>;

const AT_ONCE = 16;
/** Once there are so many times the films that were learned from before, words are rare in another way: all are embedded anew. */
const GROWTH = 1.5;

/** Embeds texts a few at a time, between which others have their turn, and hands over each vector of a text that still stands. */
export function embedInBackground(embedder: FilmEmbedder, take: (id: string, vector: Float32Array) => void): Embedding {
  const texts = new Map<string, string>();
  const waiting = new Set<string>();
  let learnedFrom = 0;
  let running: Promise<void> | undefined;
  let failure: Error | undefined;

  async function run(): Promise<void> {
    await setImmediate();
    try {
      await embedWaiting();
      failure = undefined;
    } catch (error) {
      failure = error instanceof Error ? error : new Error(String(error));
    }
    running = undefined;
  }

  async function embedWaiting(): Promise<void> {
    while (waiting.size > 0) {
      if (waiting.size === texts.size) learnedFrom = texts.size;
      const ids = [...waiting.values().take(AT_ONCE)];
      const embedded = ids.map((id) => texts.get(id) ?? "");
      const vectors = await embedder.embed(embedded);
      ids.forEach((id, place) => {
        const vector = vectors[place];
        if (!vector || texts.get(id) !== embedded[place]) return;
        waiting.delete(id);
        take(id, vector);
      });
      await setImmediate();
      if (embedder.learn && waiting.size === 0 && texts.size >= GROWTH * learnedFrom) {
        for (const id of texts.keys()) waiting.add(id);
      }
    }
  }

  function forget(id: string): void {
    const text = texts.get(id);
    if (text !== undefined) embedder.unlearn?.(text);
    texts.delete(id);
    waiting.delete(id);
  }

  return {
    put(id, text) {
      forget(id);
      texts.set(id, text);
      embedder.learn?.(text);
      waiting.add(id);
      running ??= run();
    },
    remove: forget,
    settled: async () => running,
    failure: () => failure,
  };
}
