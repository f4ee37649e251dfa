import type { Interactions } from "../interactions.ts";
import type { ItemModel } from "../item-model.ts";
import { placesOf } from "./item-places.ts";
import { largest } from "./largest.ts";

export type UserKnnOptions = Readonly<{
  /** How many users most like the asking one have a vote. */
  neighbours: number;
  /** How much less popular films tell of taste: a film counts `pop^−rarity`. */
  rarity: number;
  /** A vote is the cosine to this power: the greater, the more the nearest decide. */
  sharpness: number;
}>;

/**
 * User-based nearest neighbours (Herlocker et al. 1999) over whole histories:
 *
 *     w_i = pop_i^−rarity,   sim(h, u) = Σ_{i in both} w_i² / (|w over h| · |w over u|)
 *     score_j = Σ_{u among the nearest with j} sim(h, u)^sharpness
 *
 * Alike to a film are those of the users nearest to who has it alone. Cost: an inverted index; for a score one pass over the
 * viewers of the history's films and over the neighbours' films.
 */
export function fitUserKnn(train: Interactions, { neighbours, rarity, sharpness }: UserKnnOptions): ItemModel {
  const { itemCount, items, starts, userCount } = train;
  const places = placesOf(train);
  const weights = Float64Array.from({ length: itemCount }, (_, item) => {
    return Math.max(1, places.starts[item + 1]! - places.starts[item]!) ** (-2 * rarity);
  });
  const norms = Float64Array.from({ length: userCount }, (_, user) => {
    let square = 0;
    for (let place = starts[user]!; place < starts[user + 1]!; place++) square += weights[items[place]!]!;
    return Math.sqrt(square);
  });
  const shared = new Float64Array(userCount);

  function score(history: ArrayLike<number>, scores: Float32Array): void {
    scores.fill(0);
    shared.fill(0);
    let square = 0;
    for (let i = 0; i < history.length; i++) {
      const film = history[i]!;
      square += weights[film]!;
      for (let at = places.starts[film]!; at < places.starts[film + 1]!; at++) {
        shared[places.userAt[places.at[at]!]!]! += weights[film]!;
      }
    }
    const norm = Math.sqrt(square);
    for (let user = 0; user < userCount; user++) if (shared[user]! > 0) shared[user]! /= norm * norms[user]!;
    for (const user of largest(shared, neighbours, 0)) {
      const vote = shared[user]! ** sharpness;
      for (let place = starts[user]!; place < starts[user + 1]!; place++) scores[items[place]!]! += vote;
    }
  }

  return { itemCount, score, similarTo: (item, scores) => score([item], scores) };
}
