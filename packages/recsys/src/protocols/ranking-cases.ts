import type { Interactions } from "../interactions.ts";
import type { ItemModel } from "../item-model.ts";
import { rankingOf, type Ranking } from "../metrics/ranking.ts";
import type { ModelFigures, ModelSpec, ProtocolOptions } from "./protocol.ts";
import { createTally, type Tally } from "./tally.ts";

/** Someone to recommend for: what is known of them, and which other films are to be found among all. */
export type RankingCase = Readonly<{
  history: Int32Array;
  relevant: Int32Array;
  /** When is asked, in seconds, where a protocol has such a time. */
  at?: number;
}>;

const SETS = ["test", "frozen", "validation"] as const;

/** What a model learns from, and on whom it is then measured. The figures of every set of cases but `test` carry its name. */
export type RankingPart = Readonly<{
  train: Interactions;
  cases: Readonly<Partial<Record<(typeof SETS)[number], readonly RankingCase[]>>>;
}>;

export type RankingMetrics = Readonly<Record<string, (ranking: Ranking) => number>>;

/** Fits every model on each part's training data and ranks all films for its cases, those of the history left out. */
export async function rankModels(
  parts: readonly RankingPart[],
  metrics: RankingMetrics,
  options: ProtocolOptions,
): Promise<ModelFigures[]> {
  const figures: ModelFigures[] = [];
  for (const spec of options.models) figures.push(await rankModel(spec, parts, metrics, options));
  return figures;
}

async function rankModel(
  spec: ModelSpec,
  parts: readonly RankingPart[],
  metrics: RankingMetrics,
  { algebra, now, onProgress }: ProtocolOptions,
): Promise<ModelFigures> {
  const tallies = { test: createTally(), frozen: createTally(), validation: createTally() };
  const total = parts.reduce(
    (sum, { cases }) => sum + SETS.reduce((all, set) => all + (cases[set]?.length ?? 0), 0),
    0,
  );
  let [fitSeconds, scoreSeconds, done] = [0, 0, 0];
  for (const { train, cases } of parts) {
    onProgress({ stage: spec.name, done, total });
    const started = now();
    const model = await spec.fit(train, { algebra });
    const fitted = now();
    for (const set of SETS) {
      for (const one of cases[set] ?? []) {
        tallies[set].add(measured(model, one, metrics));
        if (++done % 50 === 0) onProgress({ stage: spec.name, done, total });
      }
    }
    fitSeconds += (fitted - started) / 1000 / parts.length;
    scoreSeconds += (now() - fitted) / 1000;
  }
  onProgress({ stage: spec.name, done, total });
  return {
    model: spec.name,
    summary: spec.summary,
    metrics: ofAll(tallies, "means"),
    errors: ofAll(tallies, "errors"),
    fitSeconds,
    scoreSeconds,
  };
}

function measured(model: ItemModel, { history, relevant, at }: RankingCase, metrics: RankingMetrics) {
  const scores = new Float32Array(model.itemCount);
  model.score(history, scores, at);
  const ranking = rankingOf(scores, relevant, history);
  return Object.fromEntries(Object.entries(metrics).map(([name, metric]) => [name, metric(ranking)]));
}

function ofAll(tallies: Readonly<Record<string, Tally>>, figure: "means" | "errors"): Record<string, number> {
  return Object.fromEntries(
    Object.entries(tallies).flatMap(([set, tally]) =>
      Object.entries(tally[figure]()).map(([name, value]) => [set === "test" ? name : `${set} ${name}`, value]),
    ),
  );
}
