import type { StaticEmbedder } from "@projectionist/recsys";
import { setImmediate } from "node:timers/promises";
import type { Embedding, TakeVector } from "./embedding.ts";

const AT_ONCE = 16;
/** Once there are so many times the films that were learned from before, words are rare in another way: all are embedded anew. */
const GROWTH = 1.5;

/**
 * Embeds texts here as they come, a few at a time, between which others have their turn, and hands over each vector of a text that
 * still stands: for an embedder that takes no time, and learns from the texts how rare each word is. After a failure the next text
 * that is put tries again what is left.
 */
export function embedInBackground(
  embedder: Pick<StaticEmbedder, "embed" | "learn" | "unlearn">,
  take: TakeVector,
): Embedding {
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
      await embedSome();
      await setImmediate();
      if (waiting.size === 0 && texts.size >= GROWTH * learnedFrom) {
        for (const id of texts.keys()) waiting.add(id);
      }
    }
  }

  async function embedSome(): Promise<void> {
    const films = [...waiting.values().take(AT_ONCE)].map((id) => ({ id, text: texts.get(id)! }));
    const vectors = await embedder.embed(films.map(({ text }) => text));
    films.forEach(({ id, text }, place) => {
      if (texts.get(id) !== text) return;
      waiting.delete(id);
      take(id, vectors[place]!);
    });
  }

  function remove(id: string): void {
    const text = texts.get(id);
    if (text !== undefined) embedder.unlearn(text);
    texts.delete(id);
    waiting.delete(id);
  }

  return {
    put(id, text) {
      remove(id);
      texts.set(id, text);
      embedder.learn(text);
      waiting.add(id);
      running ??= run();
    },
    remove,
    settled: async () => running,
    progress: () => ({ embedded: texts.size - waiting.size, films: texts.size }),
    failure: () => failure,
  };
}
