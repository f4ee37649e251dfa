import type { StaticEmbedder, TextEmbedder } from "@projectionist/recsys";
import { setImmediate } from "node:timers/promises";
import type { FilmText, KeptVectors } from "./kept-vectors.ts";

/** An embedder; one that learns from the texts how rare each word is does so while they come and go. */
export type FilmEmbedder = TextEmbedder & Partial<Pick<StaticEmbedder, "learn" | "unlearn">>;

export type Embedding = Readonly<{
  /** Has a film's text embedded, after those that wait. */
  put(id: string, text: string): void;
  remove(id: string): void;
  /** Waits until nothing waits. */
  settled(): Promise<void>;
  /** How many of the films have the vector of their text. */
  progress(): Readonly<{ embedded: number; films: number }>;
  /** Why the latest texts were not embedded; the next that is put tries them again. */
  failure(): Error | undefined;
}>;

const AT_ONCE = 16;
const READ_AT_ONCE = 200;
/** Once there are so many times the films that were learned from before, words are rare in another way: all are embedded anew. */
const GROWTH = 1.5;

/**
 * Embeds texts a few at a time, between which others have their turn, and hands over each vector of a text that still stands.
 * Vectors that are `kept` come first; where these cannot be read or written, texts are embedded all the same.
 */
export function embedInBackground(
  embedder: FilmEmbedder,
  take: (id: string, vector: Float32Array) => void,
  kept?: KeptVectors,
): Embedding {
  const texts = new Map<string, string>();
  const waiting = new Set<string>();
  /** Of those that wait the ones that were not looked for among the kept. */
  const unread = new Set<string>();
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
      if (unread.size > 0) await readKept();
      else await embedSome();
      await setImmediate();
      if (embedder.learn && waiting.size === 0 && texts.size >= GROWTH * learnedFrom) {
        for (const id of texts.keys()) waiting.add(id);
      }
    }
  }

  const textsOf = (ids: Iterable<string>) => [...ids].map((id): FilmText => ({ id, text: texts.get(id) ?? "" }));

  async function readKept(): Promise<void> {
    const films = textsOf(unread.values().take(READ_AT_ONCE));
    for (const { id } of films) unread.delete(id);
    const vectors = await kept?.read(films).catch(() => undefined);
    for (const film of films) handOver(film, vectors?.get(film.id));
  }

  async function embedSome(): Promise<void> {
    const films = textsOf(waiting.values().take(AT_ONCE));
    const vectors = await embedder.embed(films.map(({ text }) => text));
    await kept?.write(films.map((film, place) => ({ ...film, vector: vectors[place]! }))).catch(() => {});
    films.forEach((film, place) => handOver(film, vectors[place]));
  }

  function handOver({ id, text }: FilmText, vector: Float32Array | undefined): void {
    if (!vector || texts.get(id) !== text) return;
    waiting.delete(id);
    take(id, vector);
  }

  function forget(id: string): void {
    const text = texts.get(id);
    if (text !== undefined) embedder.unlearn?.(text);
    texts.delete(id);
    waiting.delete(id);
    unread.delete(id);
  }

  return {
    put(id, text) {
      forget(id);
      texts.set(id, text);
      embedder.learn?.(text);
      waiting.add(id);
      if (kept) unread.add(id);
      running ??= run();
    },
    remove(id) {
      forget(id);
      kept?.remove(id).catch(() => {});
    },
    settled: async () => running,
    progress: () => ({ embedded: texts.size - waiting.size, films: texts.size }),
    failure: () => failure,
  };
}
