import type { ColdModelSpec } from "../content/cold-models.ts";
import type { FilmContent } from "../content/content-document.ts";
import { historyOf, interactionsOf, timesOf, type Interactions } from "../interactions.ts";
import { auc } from "../metrics/auc.ts";
import { ndcg } from "../metrics/ndcg.ts";
import { rankingOf } from "../metrics/ranking.ts";
import { createRandom, shuffled, type Random } from "../random.ts";
import { frequentItems } from "./frequent-items.ts";
import type { ModelFigures, ProtocolOptions, ProtocolReport } from "./protocol.ts";
import { createTally } from "./tally.ts";

export type ColdOptions = Omit<ProtocolOptions, "models"> &
  Readonly<{
    models: readonly ColdModelSpec[];
    /** How often films are drawn anew, with the seeds `seed`, `seed + 1`, …; figures are over the users of all. */
    splits?: number;
  }>;

const HIDDEN = 0.2;
const FEWEST_USERS = 5;

/**
 * Item cold start: a fifth of the films that have five positives or more and any content is hidden, drawn by lot; models
 * are fitted on what is left and rank the hidden films alone for each user who has one of them and a film that is left.
 * `films` has the content by number, undefined where nothing but the title is known.
 */
export async function coldItems(
  positives: Interactions,
  films: readonly (FilmContent | undefined)[],
  options: ColdOptions,
): Promise<ProtocolReport> {
  const { models, seed, splits = 3, algebra } = options;
  const { interactions, itemOf } = frequentItems(positives, FEWEST_USERS);
  const told = Array.from(itemOf, (item) => films[item]);
  const parts = Array.from({ length: splits }, (_, split) => hide(interactions, told, createRandom(seed + split)));
  const figures: ModelFigures[] = [];
  for (const spec of models) figures.push(await evaluate(spec, told, parts, options));
  return {
    protocol: "cold",
    description:
      `New films: a fifth of the films with content and ${FEWEST_USERS} positives or more is hidden, ` +
      `in each of ${splits} splits another; the hidden films alone are ranked.`,
    facts: {
      users: interactions.userCount,
      films: interactions.itemCount,
      "films with content": told.filter((film) => film !== undefined).length,
      "hidden films": parts[0]?.hidden.length ?? 0,
      interactions: interactions.items.length,
      splits,
      seed,
    },
    backend: algebra.name,
    figures,
  };
}

type Part = Readonly<{
  train: Interactions;
  hidden: Int32Array;
  cases: readonly Readonly<{ history: Int32Array; relevant: Int32Array }>[];
}>;

function hide(all: Interactions, films: readonly (FilmContent | undefined)[], random: Random): Part {
  const told = Int32Array.from(films.keys()).filter((item) => films[item] !== undefined);
  const drawn = shuffled(told.length, random).subarray(0, Math.round(told.length * HIDDEN));
  const hidden = drawn.map((place) => told[place]!);
  const out = new Set(hidden);
  const left = Array.from({ length: all.userCount }, (_, user) => {
    const items = historyOf(all, user);
    const times = timesOf(all, user).filter((_, place) => !out.has(items[place]!));
    return { items: items.filter((item) => !out.has(item)), times };
  });
  const cases = left.map(({ items }, user) => ({
    history: items,
    relevant: historyOf(all, user).filter((item) => out.has(item)),
  }));
  return {
    train: interactionsOf(left, all.itemCount),
    hidden,
    cases: cases.filter(({ history, relevant }) => history.length > 0 && relevant.length > 0),
  };
}

async function evaluate(
  { name, summary, fit }: ColdModelSpec,
  films: readonly (FilmContent | undefined)[],
  parts: readonly Part[],
  { algebra, now, onProgress }: ColdOptions,
): Promise<ModelFigures> {
  const tally = createTally();
  const total = parts.reduce((sum, { cases }) => sum + cases.length, 0);
  let [fitTime, scoreTime] = [0, 0];
  for (const { train, hidden, cases } of parts) {
    onProgress({ stage: name, done: tally.count(), total });
    const started = now();
    const model = await fit(
      train,
      films.map((film) => film ?? UNTOLD),
      { algebra },
    );
    const fitted = now();
    const scores = new Float32Array(model.itemCount);
    const known = Int32Array.from(films.keys()).filter((item) => !hidden.includes(item));
    for (const { history, relevant } of cases) {
      model.score(history, scores);
      const ranking = rankingOf(scores, relevant, known);
      tally.add({ "NDCG@10": ndcg(ranking, 10), AUC: auc(ranking) });
      if (tally.count() % 50 === 0) onProgress({ stage: name, done: tally.count(), total });
    }
    fitTime += (fitted - started) / 1000 / parts.length;
    scoreTime += (now() - fitted) / 1000;
  }
  onProgress({ stage: name, done: total, total });
  return {
    model: name,
    summary,
    metrics: tally.means(),
    errors: tally.errors(),
    fitSeconds: fitTime,
    scoreSeconds: scoreTime,
  };
}

const UNTOLD: FilmContent = {
  title: "",
  description: "",
  year: null,
  genres: [],
  language: null,
  directors: [],
  cast: [],
  keywords: [],
  series: null,
};
