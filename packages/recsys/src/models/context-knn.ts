import type { Interactions } from "../interactions.ts";
import type { ItemModel } from "../item-model.ts";
import { placesOf } from "./item-places.ts";

export type ContextKnnOptions = Readonly<{
  /** How many of the latest films are asked with, and what one weighs by its age and its popularity. */
  queryLength: number;
  queryDecay: number;
  popularityExponent: number;
  /** How a film fades with the places that follow it in a stored sequence. */
  contextDecay: number;
  /** What the film after the next gets of a vote. */
  second: number;
  /** In days: a vote from so long before or after the time of asking has lost two thirds of what time takes. */
  timeScale: number;
  /** What a vote keeps, however far away in time. */
  timeFloor: number;
}>;

/** Chosen on the validation part of ML-1M leave-last-out. */
const DEFAULTS: ContextKnnOptions = {
  queryLength: 30,
  queryDecay: 0.8,
  popularityExponent: 0.25,
  contextDecay: 0.9,
  second: 0.4,
  timeScale: 14,
  timeFloor: 0.2,
};

const DAY = 86_400;

/** What has faded to this is nothing. */
const NEGLIGIBLE = 1e-6;

/**
 * Context kNN: attention without training. Every place t of every stored sequence is as like the viewer as the films up to
 * it are those that the viewer had last,
 *
 *     likeness(t) = Σ_{p ≤ t, i_p in query} .8^age(i_p) · pop(i_p)^−.25 · .9^(t − p),
 *
 * and votes with likeness³ for the film that came next there, with .4 of it for the one after. A vote that was cast d days before
 * or after the time of asking counts .2 + .8·e^(−d / 14), for what is offered to people changes; where no time is told all
 * count the same. A score is the square root of the votes. It needs the sequences, not only counts. Memory: 24 bytes an event. Cost of a score: a pass over the sequences,
 * about 2 ns an event.
 */
export function fitContextKnn(train: Interactions, options: Partial<ContextKnnOptions> = {}): ItemModel {
  const { queryLength, queryDecay, popularityExponent, contextDecay, second, timeScale, timeFloor } = {
    ...DEFAULTS,
    ...options,
  };
  const { itemCount, items, starts, userCount } = train;
  const places = placesOf(train);
  const impulses = new Float32Array(items.length);
  const popularityOf = (item: number) => places.starts[item + 1]! - places.starts[item]!;

  const days = Int32Array.from(train.times, (time) => Math.floor(time / DAY));
  const [firstDay, lastDay] = days.length > 0 ? [days.reduce(least), days.reduce(most)] : [0, 0];

  /** What votes count by their day, from the first day on. */
  const timeWeightsAt = (at?: number) => {
    const today = at === undefined ? 0 : at / DAY;
    return Float64Array.from({ length: lastDay - firstDay + 1 }, (_, day) =>
      at === undefined
        ? 1
        : timeFloor + (1 - timeFloor) * Math.exp(-Math.abs(firstDay + day + 0.5 - today) / timeScale),
    );
  };

  const weightsOf = (history: ArrayLike<number>) =>
    Array.from({ length: Math.min(history.length, queryLength) }, (_, age) => {
      const item = history[history.length - 1 - age]!;
      return { item, weight: queryDecay ** age * Math.max(1, popularityOf(item)) ** -popularityExponent };
    });

  return {
    itemCount,
    score(history, scores, at) {
      scores.fill(0);
      const timeWeights = timeWeightsAt(at);
      for (const { item, weight } of weightsOf(history)) {
        for (let k = places.starts[item]!; k < places.starts[item + 1]!; k++) impulses[places.at[k]!] = weight;
      }
      for (let user = 0; user < userCount; user++) {
        let [likeness, vote, voteBefore] = [0, 0, 0];
        for (let t = starts[user]!; t < starts[user + 1]!; t++) {
          const votes = vote + second * voteBefore;
          if (votes > 0) scores[items[t]!]! += votes * timeWeights[days[t]! - firstDay]!;
          likeness = likeness * contextDecay + impulses[t]!;
          impulses[t] = 0;
          voteBefore = vote;
          vote = likeness > NEGLIGIBLE ? likeness * likeness * likeness : 0;
        }
      }
      for (let item = 0; item < itemCount; item++) scores[item] = Math.sqrt(scores[item]!);
    },
    /** Those that stand near it in the sequences, on either side, over the root of their popularity. */
    similarTo(item, scores) {
      scores.fill(0);
      const reach = Math.ceil(Math.log(0.01) / Math.log(contextDecay));
      for (let k = places.starts[item]!; k < places.starts[item + 1]!; k++) {
        const place = places.at[k]!;
        const user = places.userAt[place]!;
        const to = Math.min(starts[user + 1]! - 1, place + reach);
        for (let t = Math.max(starts[user]!, place - reach); t <= to; t++) {
          scores[items[t]!]! += contextDecay ** Math.abs(t - place);
        }
      }
      for (let j = 0; j < itemCount; j++) scores[j]! /= Math.sqrt(Math.max(1, popularityOf(j)));
    },
    /** A vote belongs to the films of the history in the shares that they have in the likeness. */
    contributions(history, item, at) {
      const timeWeights = timeWeightsAt(at);
      const parts = new Float64Array(history.length);
      const weights = new Map(weightsOf(history).map(({ item, weight }, age) => [item, { weight, age }]));
      let votes = 0;
      const voteAt = (place: number, first: number, factor: number) => {
        const shares: { age: number; share: number }[] = [];
        let likeness = 0;
        for (let t = place, fade = 1; t >= first && fade > NEGLIGIBLE; t--, fade *= contextDecay) {
          const query = weights.get(items[t]!);
          if (!query) continue;
          shares.push({ age: query.age, share: query.weight * fade });
          likeness += query.weight * fade;
        }
        votes += factor * likeness ** 3;
        for (const { age, share } of shares) parts[history.length - 1 - age]! += factor * likeness ** 2 * share;
      };
      for (let k = places.starts[item]!; k < places.starts[item + 1]!; k++) {
        const place = places.at[k]!;
        const first = starts[places.userAt[place]!]!;
        const weight = timeWeights[days[place]! - firstDay]!;
        voteAt(place - 1, first, weight);
        voteAt(place - 2, first, second * weight);
      }
      return Float32Array.from(parts, (part) => (votes > 0 ? part / Math.sqrt(votes) : 0));
    },
  };
}

const least = (a: number, b: number) => Math.min(a, b);
const most = (a: number, b: number) => Math.max(a, b);
