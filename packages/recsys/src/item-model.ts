import { replaceLeast } from "./replace-least.ts";

/** A film by number, with what a model makes of it. */
export type ScoredItem = Readonly<{ item: number; score: number }>;

/**
 * What has been learned of `itemCount` films, numbered from 0. A history is film numbers, oldest first, each once; it may be
 * of anybody, also of someone who was not there when the model was fitted. `at` is the time of asking, in seconds since 1970:
 * models to which time matters do without where they are not told.
 */
export interface ItemModel {
  readonly itemCount: number;
  /** Writes what speaks for each film, given the history, over `scores` (`itemCount` long); the history's own films too. */
  score(history: ArrayLike<number>, scores: Float32Array, at?: number): void;
  /** Writes how alike each film is to this one over `scores`, the film itself included. */
  similarTo(item: number, scores: Float32Array): void;
  /**
   * What each film of the history adds to a film's score, in the history's order: they sum to the score up to a number that
   * is the same for every film. Absent where a score is no such sum.
   */
  contributions?(history: ArrayLike<number>, item: number, at?: number): Float32Array;
  /**
   * As `contributions`, for many films at once, where that is cheaper than asking for each: a row for each film of the history
   * with a number for each of `items`.
   */
  explain?(history: ArrayLike<number>, items: ArrayLike<number>, at?: number): Float32Array;
  /** As `score`, and answers what explains films of this very history, where that is cheaper than asking for it apart. */
  scoreToExplain?(history: ArrayLike<number>, scores: Float32Array, at?: number): Explain;
}

/** As {@link ItemModel.explain}, of a history that is known. */
export type Explain = (items: ArrayLike<number>) => Float32Array;

/** Writes the scores of a history over `scores`, and answers what {@link explain} does; undefined where the model cannot tell. */
export function scoreToExplain(
  model: ItemModel,
  history: ArrayLike<number>,
  scores: Float32Array,
  at?: number,
): Explain | undefined {
  if (model.scoreToExplain) return model.scoreToExplain(history, scores, at);
  model.score(history, scores, at);
  if (!model.explain && !model.contributions) return undefined;
  return (items) => explain(model, history, items, at)!;
}

/**
 * What each film of the history (rows) adds to the score of each of `items` (columns); undefined where the model cannot tell.
 */
export function explain(
  model: ItemModel,
  history: ArrayLike<number>,
  items: ArrayLike<number>,
  at?: number,
): Float32Array | undefined {
  if (model.explain) return model.explain(history, items, at);
  if (!model.contributions) return undefined;
  const parts = new Float32Array(history.length * items.length);
  for (let column = 0; column < items.length; column++) {
    const ofItem = model.contributions(history, items[column]!, at);
    for (let row = 0; row < history.length; row++) parts[row * items.length + column] = ofItem[row]!;
  }
  return parts;
}

/** The `k` best films that the history does not have, best first, ties by number. */
export function recommend(model: ItemModel, history: ArrayLike<number>, k: number, at?: number): ScoredItem[] {
  const scores = new Float32Array(model.itemCount);
  model.score(history, scores, at);
  return bestItems(scores, k, history);
}

/** The `k` films most like this one, best first, ties by number; without itself. */
export function similar(model: ItemModel, item: number, k: number): ScoredItem[] {
  const scores = new Float32Array(model.itemCount);
  model.similarTo(item, scores);
  return bestItems(scores, k, [item]);
}

/** The `k` highest scores, best first, ties by number, without `excluded`, what is not a number and what is -∞. */
export function bestItems(scores: Float32Array, k: number, excluded: ArrayLike<number> = []): ScoredItem[] {
  const out = new Uint8Array(scores.length);
  for (let i = 0; i < excluded.length; i++) out[excluded[i]!] = 1;
  const least = leastOfBest(scores, k, out);
  const best: ScoredItem[] = [];
  for (let item = 0; item < scores.length; item++) {
    const score = scores[item]!;
    if (score >= least && score > -Infinity && !out[item]) best.push({ item, score });
  }
  return best.sort((a, b) => b.score - a.score || a.item - b.item).slice(0, k);
}

/** The `k`-th highest score, -∞ where there are fewer. */
function leastOfBest(scores: Float32Array, k: number, out: Uint8Array): number {
  if (!(k > 0)) return Infinity;
  if (k > scores.length) return -Infinity;
  const heap = new Float64Array(k).fill(-Infinity);
  let least = -Infinity;
  for (let item = 0; item < scores.length; item++) {
    const score = scores[item]!;
    if (score > least && !out[item]) least = replaceLeast(heap, score);
  }
  return least;
}
