import { explain, type Explain, type ItemModel } from "../item-model.ts";

/** A model within a blend; where its weight is negative it speaks against. */
export type BlendPart = Readonly<{ model: ItemModel; weight: number }>;

/**
 * Several models as one: `score_j = Σ_m weight_m · (score_m,j − mean_m) / sd_m`, mean and standard deviation over the films
 * that the history does not have. A model that says the same of all of them has no say. Alike are the films by the same
 * formula over `similarTo`.
 *
 * Contributions are the models' own times weight/sd. What a model without contributions says, such as popularity, belongs to
 * no film of the history and is shared out evenly. They are there if any model has some. Cost: the models' and three passes.
 */
export function blend(parts: readonly BlendPart[]): ItemModel {
  const itemCount = parts[0]?.model.itemCount ?? 0;
  const seen = new Uint8Array(itemCount);
  const own = new Float32Array(itemCount);

  /** Calls back with each part's scores of a history, and mean and deviation of what is not in `known`. */
  const each = (
    known: ArrayLike<number>,
    ask: (model: ItemModel) => void,
    use: (part: BlendPart, spread: Spread) => void,
  ) => {
    for (let i = 0; i < known.length; i++) seen[known[i]!] = 1;
    for (const part of parts) {
      ask(part.model);
      use(part, spreadOf(own, seen));
    }
    for (let i = 0; i < known.length; i++) seen[known[i]!] = 0;
  };

  const add =
    (scores: Float32Array) =>
    (part: BlendPart, { mean, deviation }: Spread) => {
      if (deviation === 0) return;
      const factor = part.weight / deviation;
      for (let j = 0; j < itemCount; j++) scores[j]! += factor * (own[j]! - mean);
    };

  const model: ItemModel = {
    itemCount,
    score(history, scores, at) {
      scores.fill(0);
      each(history, (model) => model.score(history, own, at), add(scores));
    },
    similarTo(item, scores) {
      scores.fill(0);
      each([item], (model) => model.similarTo(item, own), add(scores));
    },
  };
  if (parts.every(({ model }) => !("contributions" in model))) return model;

  const scoreToExplain = (history: ArrayLike<number>, scores: Float32Array, at?: number): Explain => {
    const spreads: Spread[] = [];
    const addTo = add(scores);
    scores.fill(0);
    each(
      history,
      (model) => model.score(history, own, at),
      (part, spread) => {
        spreads.push(spread);
        addTo(part, spread);
      },
    );
    return (items) => {
      const sums = new Float32Array(history.length * items.length);
      for (const [place, { model, weight }] of parts.entries()) {
        const { mean, deviation } = spreads[place]!;
        if (deviation === 0) continue;
        const factor = weight / deviation;
        const ofPart = explain(model, history, items, at) ?? evenly(model, history, items, mean, at);
        for (let i = 0; i < sums.length; i++) sums[i]! += factor * ofPart[i]!;
      }
      return sums;
    };
  };

  /** What a model says that cannot tell of which film it comes. */
  const evenly = (
    part: ItemModel,
    history: ArrayLike<number>,
    items: ArrayLike<number>,
    mean: number,
    at?: number,
  ): Float32Array => {
    part.score(history, own, at);
    const shares = new Float32Array(history.length * items.length);
    for (let i = 0; i < shares.length; i++) shares[i] = (own[items[i % items.length]!]! - mean) / history.length;
    return shares;
  };

  const explainAll = (history: ArrayLike<number>, items: ArrayLike<number>, at?: number) =>
    scoreToExplain(history, new Float32Array(itemCount), at)(items);
  return {
    ...model,
    scoreToExplain,
    explain: explainAll,
    contributions: (history, item, at) => explainAll(history, [item], at),
  };
}

type Spread = Readonly<{ mean: number; deviation: number }>;

/** Of the scores whose film is not seen. A deviation that is rounding alone is 0. */
function spreadOf(scores: Float32Array, seen: Uint8Array): Spread {
  let count = 0;
  let sum = 0;
  let squares = 0;
  for (let j = 0; j < scores.length; j++) {
    if (seen[j]) continue;
    const score = scores[j]!;
    count++;
    sum += score;
    squares += score * score;
  }
  const mean = count > 0 ? sum / count : 0;
  const variance = count > 0 ? squares / count - mean * mean : 0;
  return { mean, deviation: variance > 1e-12 * (squares / count) ? Math.sqrt(variance) : 0 };
}
