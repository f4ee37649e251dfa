import { diversitySettings, type Choice } from "../diversity/diversity-settings.ts";
import type { Interactions } from "../interactions.ts";
import { bestItems, type ItemModel } from "../item-model.ts";
import { coverage } from "../metrics/coverage.ts";
import { gini } from "../metrics/gini.ts";
import { intraListDiversity } from "../metrics/intra-list-diversity.ts";
import { ndcg } from "../metrics/ndcg.ts";
import { novelty } from "../metrics/novelty.ts";
import { personalisation } from "../metrics/personalisation.ts";
import { serendipity } from "../metrics/serendipity.ts";
import { createRandom } from "../random.ts";
import type { ModelFigures, ProtocolOptions, ProtocolReport } from "./protocol.ts";
import type { RankingCase } from "./ranking-cases.ts";
import { splitUsers } from "./strong-generalisation.ts";

const LIST = 10;
const USERS = 600;
const OBVIOUS = 200;

/**
 * Beyond accuracy: the lists that each model and each setting of diversity shows to users whom the model never saw, split as
 * for strong generalisation. `genres` has the genres of every film by number.
 */
export async function beyondAccuracy(
  positives: Interactions,
  genres: readonly (readonly string[])[],
  { models, seed, algebra, now, onProgress }: ProtocolOptions,
): Promise<ProtocolReport> {
  const drawn = Math.min(USERS, Math.floor(positives.userCount / 6));
  const { train, cases } = splitUsers(positives, createRandom(seed), drawn);
  const catalog = catalogOf(train, genres);
  const figures: ModelFigures[] = [];
  for (const [done, { name, summary, fit }] of models.entries()) {
    onProgress({ stage: name, done, total: models.length });
    const started = now();
    const model = await fit(train, { algebra });
    const fitSeconds = (now() - started) / 1000;
    for (const setting of diversitySettings) {
      const begun = now();
      const lists = listsOf(model, setting.select, cases.test ?? [], catalog);
      figures.push({
        model: `${name}, ${setting.name}`,
        summary: `${summary}; ${setting.summary}`,
        metrics: measured(lists, cases.test ?? [], catalog),
        errors: {},
        fitSeconds,
        scoreSeconds: (now() - begun) / 1000,
      });
    }
  }
  return {
    protocol: "beyond",
    description: `What ${drawn} users whom the models never saw are shown, ${LIST} films each. Serendipity counts hits not among the ${OBVIOUS} most popular films; diversity is by genre.`,
    facts: { users: positives.userCount, films: positives.itemCount, "test users": drawn, seed },
    backend: algebra.name,
    figures,
  };
}

type Catalog = Pick<Choice, "popularity" | "genresOf" | "similarity"> &
  Readonly<{ userCount: number; obvious: ReadonlySet<number>; itemCount: number }>;

function catalogOf({ items, itemCount, userCount }: Interactions, genres: readonly (readonly string[])[]): Catalog {
  const popularity = new Float32Array(itemCount);
  for (const item of items) popularity[item]!++;
  const genresOf = (item: number) => genres[item] ?? [];
  return {
    itemCount,
    userCount,
    popularity,
    obvious: new Set(bestItems(popularity, OBVIOUS).map(({ item }) => item)),
    genresOf,
    similarity: (one, other) => cosine(genresOf(one), genresOf(other)),
  };
}

/** Of two sets. */
function cosine(one: readonly string[], other: readonly string[]): number {
  if (one.length === 0 || other.length === 0) return 0;
  return one.filter((genre) => other.includes(genre)).length / Math.sqrt(one.length * other.length);
}

function listsOf(
  model: ItemModel,
  select: (choice: Choice, count: number) => readonly number[],
  cases: readonly RankingCase[],
  catalog: Catalog,
): (readonly number[])[] {
  return cases.map(({ history }) => {
    const scores = new Float32Array(model.itemCount);
    model.score(history, scores);
    const best: Choice["best"] = (scores, count) => bestItems(scores, count, history);
    return select({ ...catalog, scores, history, best }, LIST);
  });
}

function measured(
  lists: readonly (readonly number[])[],
  cases: readonly RankingCase[],
  { itemCount, userCount, popularity, obvious, similarity }: Catalog,
): Record<string, number> {
  const mean = (figure: (list: readonly number[], relevant: Int32Array) => number) =>
    lists.reduce((sum, list, user) => sum + figure(list, cases[user]!.relevant), 0) / lists.length;
  return {
    "NDCG@10": mean((list, relevant) => ndcg({ ranks: ranksIn(list, relevant), candidates: itemCount }, LIST)),
    coverage: coverage(lists, itemCount),
    Gini: gini(lists, itemCount),
    novelty: novelty(lists, popularity, userCount),
    diversity: mean((list) => intraListDiversity(list, similarity)),
    serendipity: mean((list, relevant) => serendipity(list, new Set(relevant), obvious)),
    personalisation: personalisation(lists, itemCount),
  };
}

/** The places of the relevant films, those that the list does not have behind everything. */
function ranksIn(list: readonly number[], relevant: Int32Array): number[] {
  return Array.from(relevant, (item) => (list.includes(item) ? list.indexOf(item) + 1 : Infinity)).sort(
    (a, b) => a - b,
  );
}
