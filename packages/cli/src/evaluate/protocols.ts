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
  type ProtocolOptions,
  type ProtocolReport,
} from "@projectionist/recsys";
import { CommandError } from "../command-error.ts";
import type { EvaluationData, FilmFacts } from "./evaluation-data.ts";
import { likedOnly } from "./liked-only.ts";
import { foldsOf, ratingsOfData } from "./ratings-of-data.ts";

type Environment = FitEnvironment &
  Pick<ProtocolOptions, "seed" | "onProgress" | "now"> &
  Readonly<{ splits?: number | undefined; folds?: number | undefined }>;

export type Protocol = Readonly<{
  summary: string;
  /** Evaluates the models of these names, all that the protocol knows unless told. @throws {CommandError} */
  run(data: EvaluationData, models: readonly string[] | undefined, env: Environment): Promise<ProtocolReport>;
}>;

/** What `projectionist evaluate --protocol` takes. */
export const protocols = {
  p1: {
    summary: "strong generalisation: viewers whom the models never saw, films rated 4 and more",
    run: (data, models, { splits, ...env }) =>
      strongGeneralisation(likedOnly(data), {
        ...env,
        models: named(longHorizonModels, models),
        ...(splits === undefined ? {} : { splits }),
      }),
  },
  p2: {
    summary: "leave last out: each viewer's last film, among all that he has not seen",
    run: ({ interactions }, models, env) =>
      leaveLastOut(interactions, { ...env, models: named(nextItemModels, models) }),
  },
  p3a: {
    summary: "one split in time: all that known viewers saw in the last tenth, by models of before",
    run: ({ interactions }, models, env) =>
      temporalStatic(interactions, { ...env, models: named(longHorizonModels, models) }),
  },
  p3b: {
    summary: "next films in the last tenth of time, one by one, with models of before and refreshed ones",
    run: ({ interactions }, models, env) =>
      prequential(interactions, { ...env, models: named(nextItemModels, models) }),
  },
  ratings: {
    summary: "RMSE and MAE by cross-validation: the data set's own folds, else five that are drawn by lot",
    run: (data, models, { splits, folds, ...env }) =>
      ratingsProtocol(ratingsOfData(data), {
        ...env,
        models: named(ratingModels, models),
        folds: foldsOf(data, createRandom(env.seed), folds, splits),
      }),
  },
  cold: {
    summary: "films that nobody has seen: a fifth of the films is hidden and ranked by what they are",
    run: (data, models, { splits, ...env }) => {
      if (data.described === 0)
        throw new CommandError("No film has a description or keywords: give a data set that has them with --content.");
      return coldItems(likedOnly(data), data.films.map(toldOf), {
        ...env,
        models: named(coldModels, models),
        ...(splits === undefined ? {} : { splits }),
      });
    },
  },
  beyond: {
    summary:
      "beyond accuracy: coverage, Gini, novelty, diversity, serendipity of what is shown, by setting of diversity",
    run: (data, models, env) =>
      beyondAccuracy(
        likedOnly(data),
        data.films.map(({ genres }) => genres),
        { ...env, models: named(longHorizonModels, models) },
      ),
  },
} as const satisfies Readonly<Record<string, Protocol>>;

export type ProtocolName = keyof typeof protocols;
export const protocolNames = Object.keys(protocols) as readonly ProtocolName[];

/** @throws {CommandError} when there is none of the name */
export function protocolNamed(name: string): Protocol {
  const protocol = protocolNames.find((known) => known === name);
  if (!protocol) throw new CommandError(`There is no protocol "${name}": choose of ${protocolNames.join(", ")}.`);
  return protocols[protocol];
}

/** Nothing where no more than title and genres is known: of such films likeness tells little. */
function toldOf(film: FilmFacts): FilmFacts | undefined {
  return film.description !== "" || film.keywords.length > 0 ? film : undefined;
}

function named<T extends Readonly<{ name: string }>>(known: readonly T[], names: readonly string[] | undefined): T[] {
  if (names === undefined) return [...known];
  return names.map((name) => {
    const found = known.find((model) => model.name === name);
    if (!found)
      throw new CommandError(
        `There is no model "${name}" for this protocol: choose of ${known.map((model) => model.name).join(", ")}.`,
      );
    return found;
  });
}
