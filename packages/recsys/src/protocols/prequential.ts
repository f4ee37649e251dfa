import { interactionsOf, type Interactions } from "../interactions.ts";
import { frequentItems } from "./frequent-items.ts";
import { NEXT_ITEM_METRICS } from "./next-item-metrics.ts";
import type { ModelFigures, ProtocolOptions, ProtocolReport } from "./protocol.ts";
import { rankModels, type RankingCase, type RankingPart } from "./ranking-cases.ts";

export type PrequentialOptions = ProtocolOptions &
  Readonly<{
    /** `test` is the last 10 % of all interactions by time, `validation` the 10 % before. Default `test`. */
    part?: "validation" | "test";
    /** How often models are fitted anew over the part. Default 20. */
    refreshes?: number;
    /** Of so many films of the part one is asked for. Default 4 where that leaves 10,000, else 2. */
    every?: number;
    /** Films that fewer have are left out. Default 5. */
    minViewers?: number;
  }>;

/**
 * Prequential evaluation (P3b): films are foretold one by one as they come, among all that the user does not have by then,
 * given all that the user has by then, also of the part that is foretold. Once the model is the one fitted on everything before
 * the part (`frozen`), once it is fitted anew on everything so far, `refreshes` times at equal distances, that one being the
 * first. Figures without a word before them are of the latter; `refreshed / frozen` is the ratio of NDCG@10. Nothing is drawn by lot.
 */
export async function prequential(all: Interactions, options: PrequentialOptions): Promise<ProtocolReport> {
  const { part = "test", refreshes = 20, minViewers = 5 } = options;
  const { interactions } = frequentItems(all, minViewers);
  const stream = streamOf(interactions);
  const length = stream.places.length;
  const [from, to] = (part === "test" ? [0.9, 1] : [0.8, 0.9]).map((share) => Math.floor(length * share)) as [
    number,
    number,
  ];
  const every = options.every ?? ((to - from) / 4 >= 10_000 ? 4 : 2);
  const casesIn = (start: number, end: number) => casesOf(interactions, stream, start, end, every, from);
  const bounds = Array.from({ length: refreshes + 1 }, (_, i) => from + Math.round(((to - from) * i) / refreshes));
  const asked = casesIn(from, to);
  const parts: RankingPart[] = bounds.slice(0, -1).map((start, i) => ({
    train: before(interactions, stream, start),
    cases: { test: casesIn(start, bounds[i + 1]!), ...(i === 0 ? { frozen: asked } : {}) },
  }));
  const figures = await rankModels(parts, NEXT_ITEM_METRICS, options);
  return {
    protocol: "p3b",
    description: `Prequential: films of the ${part === "test" ? "last" : "last but one"} 10 % of all interactions are foretold as they come, by a model of the moment before (frozen) and by one fitted anew ${refreshes} times; all films are ranked.`,
    facts: {
      users: interactions.userCount,
      films: interactions.itemCount,
      interactions: length,
      part,
      asked: asked.length,
      "one of": every,
      refreshes,
    },
    backend: options.algebra.name,
    figures: figures.map(withRatio),
  };
}

function withRatio(figures: ModelFigures): ModelFigures {
  const { metrics } = figures;
  return {
    ...figures,
    metrics: { ...metrics, "refreshed / frozen": metrics["NDCG@10"]! / metrics["frozen NDCG@10"]! },
  };
}

/** All interactions by time, those of the same second by user and place: their places, and whose they are. */
type Stream = Readonly<{ places: Int32Array; userAt: Int32Array }>;

function streamOf({ items, starts, times, userCount }: Interactions): Stream {
  const userAt = new Int32Array(items.length);
  for (let user = 0; user < userCount; user++) userAt.fill(user, starts[user], starts[user + 1]);
  const places = Int32Array.from(items.keys()).sort((a, b) => times[a]! - times[b]! || a - b);
  return { places, userAt };
}

function casesOf(
  { items, starts, times }: Interactions,
  { places, userAt }: Stream,
  start: number,
  end: number,
  every: number,
  origin: number,
): RankingCase[] {
  return Array.from(places.subarray(start, end))
    .filter((_, i) => (start + i - origin) % every === 0)
    .map((place) => {
      const first = starts[userAt[place]!]!;
      const history = items.subarray(first, place);
      return { history, relevant: items.subarray(place, place + 1), at: times[Math.max(first, place - 1)]! };
    });
}

/** The first `count` interactions of the stream; users keep their numbers. */
function before({ items, starts, times, itemCount, userCount }: Interactions, stream: Stream, count: number) {
  const known = new Int32Array(userCount);
  for (let i = 0; i < count; i++) known[stream.userAt[stream.places[i]!]!]!++;
  const sequences = Array.from(known, (length, user) => {
    const [from, to] = [starts[user]!, starts[user]! + length];
    return { items: items.subarray(from, to), times: times.subarray(from, to) };
  });
  return interactionsOf(sequences, itemCount);
}
