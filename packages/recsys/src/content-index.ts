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

/**
 * An index that is exact after every change: rarity is `ln(1 + films / films with the feature)`. Norms and neighbours
 * are remembered until the next change.
 */
export function createContentIndex(): ContentIndex {
  const featuresOf = new Map<string, ReadonlyMap<Feature, number>>();
  const filmsWith = new Map<Feature, Set<string>>();
  const norms = new Map<string, number>();
  const nearestOf = new Map<string, readonly Scored[]>();

  const rarity = (feature: Feature) => Math.log(1 + featuresOf.size / (filmsWith.get(feature)?.size ?? 1));
  const strength = (feature: Feature, weight: number) => (weight * rarity(feature)) ** 2;

  const forget = () => {
    norms.clear();
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

  const normOf = (id: string) => {
    const known = norms.get(id);
    if (known !== undefined) return known;
    let sum = 0;
    for (const [feature, weight] of featuresOf.get(id) ?? []) sum += strength(feature, weight);
    const norm = Math.sqrt(sum);
    norms.set(id, norm);
    return norm;
  };

  const findNearest = (id: string) => {
    const dots = new Map<string, number>();
    for (const [feature, weight] of featuresOf.get(id) ?? []) {
      const amount = strength(feature, weight);
      for (const other of filmsWith.get(feature) ?? []) dots.set(other, (dots.get(other) ?? 0) + amount);
    }
    dots.delete(id);
    const norm = normOf(id);
    const scored = [...dots].map(([other, dot]) => ({ id: other, score: dot / (norm * normOf(other)) }));
    return topK(scored, MAX_NEAREST);
  };

  const sharedStrengths = (a: string, b: string) => {
    const other = featuresOf.get(b);
    return [...(featuresOf.get(a) ?? [])]
      .filter(([feature]) => other?.has(feature))
      .map(([feature, weight]) => ({ id: feature, score: strength(feature, weight) }));
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
      const dot = sharedStrengths(a, b).reduce((sum, { score }) => sum + score, 0);
      return dot === 0 ? 0 : dot / (normOf(a) * normOf(b));
    },

    nearest(id, limit) {
      const known = nearestOf.get(id) ?? findNearest(id);
      nearestOf.set(id, known);
      return known.slice(0, Math.min(limit, MAX_NEAREST));
    },

    shared: (a, b) => topK(sharedStrengths(a, b), Number.POSITIVE_INFINITY).map(({ id }) => id),
  };
}
