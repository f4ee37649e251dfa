import { openLinearAlgebra } from "@projectionist/compute";
import {
  beyondAccuracy,
  coldItems,
  coldModels,
  createRandom,
  leaveLastOut,
  longHorizonModels,
  nextItemModels,
  prequential,
  ratingModels,
  ratingsProtocol,
  strongGeneralisation,
  temporalStatic,
  type FitEnvironment,
  type Progress,
  type ProtocolOptions,
  type ProtocolReport,
} from "@projectionist/recsys";
import { CommandError } from "../command-error.ts";
import type { EvaluationData, FilmFacts } from "./evaluation-data.ts";
import type { Evaluation } from "./evaluation.ts";
import { likedOnly } from "./liked-only.ts";
import { foldsOf, ratingsOfData } from "./ratings-of-data.ts";
import { readData } from "./read-data.ts";
import { searchEvaluation } from "./search/search-evaluation.ts";

export type Environment = FitEnvironment &
  Pick<ProtocolOptions, "seed" | "onProgress" | "now"> &
  Readonly<{
    splits?: number | undefined;
    folds?: number | undefined;
    refreshes?: number | undefined;
    every?: number | undefined;
  }>;

export type Protocol = Readonly<{
  summary: string;
  /** By name, from the plainest to the best. */
  models: readonly string[];
  /** Reads what is evaluated on. @throws {CommandError} {@link ImportError} */
  open(evaluation: Evaluation, onProgress: (progress: Progress) => void): Promise<OpenProtocol>;
}>;

export type OpenProtocol = Readonly<{
  /** Those of the protocol's models that can be evaluated here. */
  models: readonly string[];
  /** Evaluates the model of this name, one of the protocol's. @throws {CommandError} it cannot be evaluated here */
  run(model: string): Promise<ProtocolReport>;
  close(): Promise<void>;
}>;

/** What `projectionist evaluate --protocol` takes. */
export const protocols = {
  p1: protocolOf(
    "strong generalisation: viewers whom the models never saw, films rated 4 and more",
    longHorizonModels,
    (data, models, { splits, ...env }) =>
      strongGeneralisation(likedOnly(data), { ...env, models, ...told({ splits }) }),
  ),
  p2: protocolOf(
    "leave last out: each viewer's last film, among all that he has not seen",
    nextItemModels,
    ({ interactions }, models, env) => leaveLastOut(interactions, { ...env, models }),
  ),
  p3a: protocolOf(
    "one split in time: all that known viewers saw in the last tenth, by models of before",
    longHorizonModels,
    ({ interactions }, models, env) => temporalStatic(interactions, { ...env, models }),
  ),
  p3b: protocolOf(
    "next films in the last tenth of time, one by one, with models of before and refreshed ones",
    nextItemModels,
    ({ interactions }, models, { refreshes, every, ...env }) =>
      prequential(interactions, { ...env, models, ...told({ refreshes, every }) }),
  ),
  ratings: protocolOf(
    "RMSE and MAE by cross-validation: the data set's own folds, else five that are drawn by lot",
    ratingModels,
    (data, models, { splits, folds, ...env }) =>
      ratingsProtocol(ratingsOfData(data), {
        ...env,
        models,
        folds: foldsOf(data, createRandom(env.seed), folds, splits),
      }),
  ),
  cold: protocolOf(
    "films that nobody has seen: a fifth of the films is hidden and ranked by what they are",
    coldModels,
    (data, models, { splits, ...env }) => {
      if (data.described === 0)
        throw new CommandError("No film has a description or keywords: give a data set that has them with --content.");
      return coldItems(likedOnly(data), data.films.map(describedOnly), { ...env, models, ...told({ splits }) });
    },
  ),
  beyond: protocolOf(
    "beyond accuracy: coverage, Gini, novelty, diversity, serendipity of what is shown, by setting of diversity",
    longHorizonModels,
    (data, models, env) =>
      beyondAccuracy(
        likedOnly(data),
        data.films.map(({ genres }) => genres),
        { ...env, models },
      ),
  ),
  search: searchEvaluation,
} as const satisfies Readonly<Record<string, Protocol>>;

export type ProtocolName = keyof typeof protocols;
export const protocolNames = Object.keys(protocols) as readonly ProtocolName[];

/** @throws {CommandError} when there is none of the name */
export function protocolNamed(name: string): Protocol {
  const protocol = protocolNames.find((known) => known === name);
  if (!protocol) throw new CommandError(`There is no protocol "${name}": choose of ${protocolNames.join(", ")}.`);
  return protocols[protocol];
}

function protocolOf<Model extends Readonly<{ name: string }>>(
  summary: string,
  models: readonly Model[],
  run: (data: EvaluationData, models: readonly Model[], env: Environment) => Promise<ProtocolReport>,
): Protocol {
  const names = models.map(({ name }) => name);
  return {
    summary,
    models: names,
    async open({ dataPath, contentPath, backend, ...options }, onProgress) {
      const data = await readData({
        path: dataPath,
        contentPath,
        onProgress: (done) => onProgress({ stage: "reading ratings", done, total: 0 }),
      });
      const algebra = await openLinearAlgebra(backend === undefined ? {} : { backend }).catch((error: Error) => {
        throw new CommandError(error.message, { cause: error });
      });
      const env = { ...options, algebra, onProgress, now: () => performance.now() };
      return {
        models: names,
        run: (model) =>
          run(
            data,
            models.filter(({ name }) => name === model),
            env,
          ),
        close: () => algebra.close(),
      };
    },
  };
}

/** Nothing where no more than title and genres is known: of such films likeness tells little. */
function describedOnly(film: FilmFacts): FilmFacts | undefined {
  return film.description !== "" || film.keywords.length > 0 ? film : undefined;
}

/** Without what is undefined, for which the protocols have defaults. */
function told<T extends Readonly<Record<string, number | undefined>>>(options: T) {
  const given = Object.entries(options).filter(([, value]) => value !== undefined);
  return Object.fromEntries(given) as { [K in keyof T]?: number };
}
