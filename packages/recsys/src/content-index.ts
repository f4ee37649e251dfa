import type { Feature } from "./content-features.ts";
import type { Scored } from "./scored.ts";
import type { Neighbour } from "./sum-neighbours.ts";
import { topK } from "./top-k.ts";

/** The most that {@link ContentIndex.nearest} answers. */
export const MAX_NEAREST = 200;

/** Films by their features, for likeness by what films are instead of who saw them. */
export interface ContentIndex {
  set(id: string, features: ReadonlyMap<Feature, number>): void;
  delete(id: string): void;
  /** The film by its features weighted by rarity (TF-IDF), to be compared until the next change; without any where it is unknown. */
  vector(id: string): ContentVector;
  /** The films most like this one, best first, ties by id; without itself and without those that share nothing. */
  nearest(id: string, limit: number): readonly Neighbour[];
  /** What two films share, what says most first. */
  shared(a: string, b: string): readonly Feature[];
}

/** A film's features by number, ascending, with what each adds to the square of the film's norm. */
export type ContentVector = Readonly<{ features: Int32Array; squares: Float64Array; norm: number }>;

const unknown: ContentVector = { features: new Int32Array(0), squares: new Float64Array(0), norm: 0 };

/** The cosine of two films' vectors, in [0, 1]; 0 where they share nothing. */
export function contentSimilarityOf(one: ContentVector, other: ContentVector): number {
  const dot = dotOf(one, other);
  return dot === 0 ? 0 : dot / (one.norm * other.norm);
}

/**
 * An index that is exact after every change: rarity is `ln(1 + films / films with the feature)`. Vectors and
 * neighbours are remembered until the next change.
 */
export function createContentIndex(): ContentIndex {
  const featuresOf = new Map<string, ReadonlyMap<Feature, number>>();
  const filmsWith = new Map<Feature, Set<number>>();
  const featureNumbers = new Map<Feature, number>();
  /** Films keep their numbers, the removed ones too, in case they come again. */
  const filmNumbers = new Map<string, number>();
  const ids: string[] = [];
  let vectors: (ContentVector | undefined)[] = [];
  const nearestOf = new Map<string, readonly Neighbour[]>();

  const rarity = (feature: Feature) => Math.log(1 + featuresOf.size / (filmsWith.get(feature)?.size ?? 1));

  const forget = () => {
    vectors = Array.from({ length: ids.length });
    nearestOf.clear();
  };

  const numberOf = (id: string) => {
    const known = filmNumbers.get(id);
    if (known !== undefined) return known;
    filmNumbers.set(id, ids.length);
    return ids.push(id) - 1;
  };

  const remove = (id: string) => {
    for (const feature of featuresOf.get(id)?.keys() ?? []) {
      const films = filmsWith.get(feature);
      films?.delete(numberOf(id));
      if (films?.size === 0) filmsWith.delete(feature);
    }
    featuresOf.delete(id);
  };

  const squareOf = (feature: Feature, weight: number) => (weight * rarity(feature)) ** 2;

  const numberOfFeature = (feature: Feature) => {
    const number = featureNumbers.get(feature) ?? featureNumbers.size;
    featureNumbers.set(feature, number);
    return number;
  };

  const vectorOf = (film: number): ContentVector => (vectors[film] ??= vectorFrom(featuresOf.get(ids[film]!)));

  const vectorFrom = (weights: ReadonlyMap<Feature, number> = new Map()): ContentVector => {
    const entries = Array.from(weights, ([feature, weight]) => ({
      number: numberOfFeature(feature),
      square: squareOf(feature, weight),
    })).sort((a, b) => a.number - b.number);
    return {
      features: Int32Array.from(entries, ({ number }) => number),
      squares: Float64Array.from(entries, ({ square }) => square),
      norm: Math.sqrt(entries.reduce((sum, { square }) => sum + square, 0)),
    };
  };

  const findNearest = (id: string, film: number): Neighbour[] => {
    const { norm } = vectorOf(film);
    const scores = new Float64Array(ids.length);
    for (const [feature, weight] of featuresOf.get(id) ?? []) {
      const square = squareOf(feature, weight);
      for (const other of filmsWith.get(feature) ?? []) scores[other]! += square;
    }
    scores[film] = 0;
    for (let other = 0; other < scores.length; other++) {
      if (scores[other]! > 0) scores[other]! /= norm * vectorOf(other).norm;
    }
    const least = scores.toSorted()[scores.length - MAX_NEAREST] ?? 0;
    const nearest: Scored[] = [];
    for (let other = 0; other < scores.length; other++) {
      const score = scores[other]!;
      if (score > 0 && score >= least) nearest.push({ id: ids[other]!, score });
    }
    return topK(nearest, MAX_NEAREST).map(({ id: other, score }) => [other, score]);
  };

  return {
    set(id, features) {
      remove(id);
      featuresOf.set(id, features);
      for (const feature of features.keys()) {
        const films = filmsWith.get(feature) ?? new Set();
        filmsWith.set(feature, films.add(numberOf(id)));
      }
      forget();
    },

    delete(id) {
      remove(id);
      forget();
    },

    vector(id) {
      const film = filmNumbers.get(id);
      return film === undefined ? unknown : vectorOf(film);
    },

    nearest(id, limit) {
      const film = filmNumbers.get(id);
      if (film === undefined) return [];
      const known = nearestOf.get(id) ?? findNearest(id, film);
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
function dotOf(one: ContentVector, other: ContentVector): number {
  let dot = 0;
  for (let i = 0, j = 0; i < one.features.length && j < other.features.length;) {
    const difference = one.features[i]! - other.features[j]!;
    if (difference === 0) dot += one.squares[i]!;
    if (difference <= 0) i++;
    if (difference >= 0) j++;
  }
  return dot;
}
