import {
  createGram,
  createPopularity,
  createTransitions,
  dlaeRidge,
  fitDirectedItemKnn,
  fitEase,
  fitMarkov,
  fitSequentialRidge,
  solveColumn,
  type Gram,
  type LinearAlgebra,
  type PopularityCounts,
  type SparseColumn,
  type Transitions,
} from "@projectionist/recsys";
import { faded, storeColumns, storeRows, storeSame, type StoredHeads } from "../models/stored-heads.ts";

/** What models are fitted from. */
export type TrainingStatistics = Readonly<{ popularity: PopularityCounts; gram: Gram; transitions: Transitions }>;

const DENSE_FILMS = 10_000;
/** Of more films pairs are not counted; live counts and what they are speak for the others. */
const MOST_FILMS = 20_000;

export const createStatistics = () => ({
  statistics: {
    popularity: createPopularity(0),
    gram: createGram(0),
    transitions: createTransitions(0),
  } satisfies TrainingStatistics,
  mostFilms: { popularity: MOST_FILMS, gram: MOST_FILMS, transitions: DENSE_FILMS },
});

export type FitOptions = Readonly<{
  /** How many viewers the statistics are of. */
  viewers: number;
  algebra: LinearAlgebra;
  onProgress: (share: number, note: string) => void;
  /** Beyond so many films no dense inverse is made, and no head for what comes next; 10,000 unless told. */
  denseFilms?: number;
}>;

/** The normal matrix of the sequential ridge has three rows for each film: beyond, directed kNN stands in for it. */
const RIDGE_FILMS = 5_000;

/** As in `long-horizon-models.ts`, tuned on validation users. */
const DLAE = { dropout: 0.5, popularityExponent: -0.07 } as const;
const NEIGHBOURS = 200;
/** 100 to 300 served best in validation, on ml-latest-small's 610 viewers and on ML-1M's 6,040. */
const SEQUENTIAL_RIDGE = { least: 100, perViewer: 0.033, most: 300 } as const;
/** Weights of z-scores, as of `next-item-models.ts`, chosen on the validation part of ML-1M's leave-last-out. */
const NEXT_ITEM = {
  sequential: 1,
  "dlae faded 0.9": 0.45,
  "dlae faded 0.99": 0.1,
  markov: 1.2,
  popularity: -0.2,
} as const;

/**
 * Fits everything that is trained, as the heads of an artefact: `long-horizon` for what a viewer will like at some time,
 * `next-item` for what comes next.
 *
 * Cost, of n films: an inverse of n × n and a solve of 3n × 3n; beyond `denseFilms` n systems of 200 × 200.
 */
export async function fitModels(statistics: TrainingStatistics, options: FitOptions): Promise<StoredHeads> {
  const { denseFilms = DENSE_FILMS } = options;
  return statistics.gram.itemCount > denseFilms ? fitLarge(statistics, options) : fitDense(statistics, options);
}

async function fitDense(
  { gram, popularity, transitions }: TrainingStatistics,
  { viewers, algebra, onProgress }: FitOptions,
): Promise<StoredHeads> {
  const films = gram.itemCount;
  const shown = films.toLocaleString("en");
  onProgress(0, `DLAE of ${shown} films`);
  const dlae = storeRows("dlae", await fitEase(gram, algebra, { ...DLAE, ridge: dlaeRidge(viewers) }));
  onProgress(0.2, `what comes next, of ${shown} films`);
  const { least, perViewer, most } = SEQUENTIAL_RIDGE;
  const regularisation = Math.min(most, least + perViewer * viewers);
  const sequential = storeRows(
    "sequential",
    films > RIDGE_FILMS
      ? fitDirectedItemKnn(transitions, popularity.counts)
      : await fitSequentialRidge(transitions, popularity.counts, algebra, { regularisation }),
  );
  onProgress(0.95, "Markov chain");
  const markov = storeRows("markov", fitMarkov(transitions));
  const popular = storeSame("popularity", Float32Array.from(popularity.counts, Math.log1p));
  return {
    models: {
      dlae: dlae.model,
      "dlae faded 0.9": faded(dlae.model, 0.9),
      "dlae faded 0.99": faded(dlae.model, 0.99),
      sequential: sequential.model,
      markov: markov.model,
      popularity: popular.model,
    },
    heads: {
      "long-horizon": [{ model: "dlae", weight: 1 }],
      "next-item": Object.entries(NEXT_ITEM).map(([model, weight]) => ({ model, weight })),
    },
    sections: { ...dlae.sections, ...sequential.sections, ...markov.sections, ...popular.sections },
  };
}

/** Film by film, each on its nearest alone. */
async function fitLarge({ gram }: TrainingStatistics, { viewers, onProgress }: FitOptions): Promise<StoredHeads> {
  const ridge = dlaeRidge(viewers);
  const columns: SparseColumn[] = [];
  for (let item = 0; item < gram.itemCount; item++) {
    if (item % 100 === 0) onProgress(item / gram.itemCount, `film ${item} of ${gram.itemCount}`);
    columns.push(solveColumn(gram, item, { neighbours: NEIGHBOURS, ridge, dropout: DLAE.dropout }));
  }
  const local = storeColumns("local", columns);
  return {
    models: { local: local.model },
    heads: { "long-horizon": [{ model: "local", weight: 1 }] },
    sections: local.sections,
  };
}
