import type { Feature } from "./content-features.ts";
import type { Scored } from "./scored.ts";
import { topK } from "./top-k.ts";

/** The most that {@link ContentIndex.nearest} answers. */
export const MAX_NEAREST = 200;

/** Films by their features, for likeness by what films are instead of who saw them. */
export interface ContentIndex {
  set(id: string, features: ReadonlyMap<Feature, number>): void;
  delete(id: string): void;
  /** Cosine of the films' feature vectors weighted by rarity (TF-IDF), in [0, 1]; 0 for unknown films. */
  similarity(a: string, b: string): number;
  /** The films most like this one, best first, ties by id; without itself and without those that share nothing. */
  nearest(id: string, limit: number): readonly Scored[];
  /** What two films share, what says most first. */
  shared(a: string, b: string): readonly Feature[];
}

/** A film's features by number, ascending, with what each adds to the square of the film's norm. */
type Vector = Readonly<{ features: Int32Array; squares: Float64Array; norm: number }>;

/**
 * An index that is exact after every change: rarity is `ln(1 + films / films with the feature)`. Vectors and
 * neighbours are remembered until the next change.
 */
export function createContentIndex(): ContentIndex {
  const featuresOf = new Map<string, ReadonlyMap<Feature, number>>();
  const filmsWith = new Map<Feature, Set<string>>();
  const numbers = new Map<Feature, number>();
  const vectors = new Map<string, Vector>();
  const nearestOf = new Map<string, readonly Scored[]>();

  const rarity = (feature: Feature) => Math.log(1 + featuresOf.size / (filmsWith.get(feature)?.size ?? 1));

  const forget = () => {
    vectors.clear();
    nearestOf.clear();
  };

  const remove = (id: string) => {
    for (const feature of featuresOf.get(id)?.keys() ?? []) {
      const films = filmsWith.get(feature);
      films?.delete(id);
      if (films?.size === 0) filmsWith.delete(feature);
    }
    featuresOf.delete(id);
  };

  const squareOf = (feature: Feature, weight: number) => (weight * rarity(feature)) ** 2;

  const numberOf = (feature: Feature) => {
    const number = numbers.get(feature) ?? numbers.size;
    numbers.set(feature, number);
    return number;
  };

  const vectorOf = (id: string): Vector => {
    const known = vectors.get(id);
    if (known) return known;
    const entries = Array.from(featuresOf.get(id) ?? [], ([feature, weight]) => ({
      number: numberOf(feature),
      square: squareOf(feature, weight),
    })).sort((a, b) => a.number - b.number);
    const vector = {
      features: Int32Array.from(entries, ({ number }) => number),
      squares: Float64Array.from(entries, ({ square }) => square),
      norm: Math.sqrt(entries.reduce((sum, { square }) => sum + square, 0)),
    };
    vectors.set(id, vector);
    return vector;
  };

  const findNearest = (id: string) => {
    const { norm } = vectorOf(id);
    const dots = new Map<string, number>();
    for (const [feature, weight] of featuresOf.get(id) ?? []) {
      const square = squareOf(feature, weight);
      for (const other of filmsWith.get(feature) ?? []) dots.set(other, (dots.get(other) ?? 0) + square);
    }
    dots.delete(id);
    const scored = Array.from(dots, ([other, dot]) => ({ id: other, score: dot / (norm * vectorOf(other).norm) }));
    return topK(scored, MAX_NEAREST);
  };

  return {
    set(id, features) {
      remove(id);
      featuresOf.set(id, features);
      for (const feature of features.keys()) {
        const films = filmsWith.get(feature) ?? new Set();
        filmsWith.set(feature, films.add(id));
      }
      forget();
    },

    delete(id) {
      remove(id);
      forget();
    },

    similarity(a, b) {
      const [one, other] = [vectorOf(a), vectorOf(b)];
      const dot = dotOf(one, other);
      return dot === 0 ? 0 : dot / (one.norm * other.norm);
    },

    nearest(id, limit) {
      const known = nearestOf.get(id) ?? findNearest(id);
      nearestOf.set(id, known);
      return known.slice(0, Math.min(limit, MAX_NEAREST));
    },

    shared(a, b) {
      const other = featuresOf.get(b);
      const both = Array.from(featuresOf.get(a) ?? [], ([id, weight]) => ({ id, score: squareOf(id, weight) }));
      return topK(
        both.filter(({ id }) => other?.has(id)),
        both.length,
      ).map(({ id }) => id);
    },
  };
}

/** Both films weigh a shared feature the same, so the product is the square. */
function dotOf(one: Vector, other: Vector): number {
  let dot = 0;
  for (let i = 0, j = 0; i < one.features.length && j < other.features.length;) {
    const difference = one.features[i]! - other.features[j]!;
    if (difference === 0) dot += one.squares[i]!;
    if (difference <= 0) i++;
    if (difference >= 0) j++;
  }
  return dot;
}
