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

/** What a model learns from, and on whom it is then measured. The figures of every part but `test` carry its name. */
export type RankingPart = Readonly<{
  train: Interactions;
  cases: Readonly<{ validation?: readonly RankingCase[]; test?: readonly RankingCase[] }>;
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
  const tallies = { test: createTally(), validation: createTally() };
  const total = parts.reduce((sum, { cases }) => sum + (cases.test?.length ?? 0) + (cases.validation?.length ?? 0), 0);
  let [fitSeconds, scoreSeconds, done] = [0, 0, 0];
  for (const { train, cases } of parts) {
    onProgress({ stage: spec.name, done, total });
    const started = now();
    const model = await spec.fit(train, { algebra });
    const fitted = now();
    for (const name of ["test", "validation"] as const) {
      for (const one of cases[name] ?? []) {
        tallies[name].add(measured(model, one, metrics));
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
    metrics: { ...tallies.test.means(), ...ofValidation(tallies.validation, "means") },
    errors: { ...tallies.test.errors(), ...ofValidation(tallies.validation, "errors") },
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

function ofValidation(tally: Tally, figure: "means" | "errors"): Record<string, number> {
  return Object.fromEntries(Object.entries(tally[figure]()).map(([name, value]) => [`validation ${name}`, value]));
}
