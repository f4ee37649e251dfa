/**
 * What live counts, and likeness by what films are, weigh best in what is served beside a trained model.
 *
 *   node infra/bench/shares.ts --data ml-100k.zip
 *
 * By time: in the last fifth of the signals, before every fourth film that joins a history, the viewer's rows are asked for, which
 * are to have that film; the row about his latest favourite, to have one of the next five; and the list for the long run, to
 * have any that he joins to his history later. Live counts go on; the model is trained anew after every 4 % of the signals. NDCG@10
 * with each pair of shares, for one half of the viewers, to choose by, and for the other, to see what the choice is worth.
 */
import { parseArgs } from "node:util";
import { openLinearAlgebra } from "@projectionist/compute";
import { holds, signalEffects } from "@projectionist/contracts";
import { ndcg } from "@projectionist/recsys";
import { restoreHeads } from "../../services/recommender/src/models/stored-heads.ts";
import { firstOf, type Candidate } from "../../services/recommender/src/serving/candidate.ts";
import { withOnly, type ServingContext } from "../../services/recommender/src/serving/context.ts";
import { runList, runPipeline } from "../../services/recommender/src/serving/pipeline.ts";
import { likeOne, ofEverything } from "../../services/recommender/src/serving/pipelines/for-viewer.pipeline.ts";
import { ofAll, ofOne, type Shares } from "../../services/recommender/src/serving/pipelines/shares.ts";
import { calibrated } from "../../services/recommender/src/serving/selectors/calibrated.selector.ts";
import { personalFilters } from "../../services/recommender/src/serving/filters/personal.ts";
import { ENOUGH_OF_A_KIND } from "../../services/recommender/src/serving/sources/enough.ts";
import { diversified } from "../../services/recommender/src/serving/selectors/diversified.selector.ts";
import { ledBy } from "../../services/recommender/src/serving/selectors/led.selector.ts";
import type { ServedModel } from "../../services/recommender/src/serving/served-model.ts";
import { filmStatistics } from "../../services/recommender/src/serving/state/film-statistics.ts";
import { createSignalReader } from "../../services/recommender/src/serving/state/signal-reader.ts";
import { viewerOfProfile } from "../../services/recommender/src/serving/viewer.ts";
import { CountedHistories } from "../../services/recommender/src/training/counted-histories.ts";
import { createStatistics, fitModels } from "../../services/recommender/src/training/fit-models.ts";
import { viewerHistory } from "../../services/recommender/src/training/viewer-history.ts";
import { printHeader } from "./header.ts";
import { readHistory } from "./window/data-set.ts";
import { estimate, estimateDifference } from "./window/estimate.ts";
import { KEYSPACE, openProjection } from "./window/projection.ts";

const WINDOW = 10;
const TEST_SHARE = 0.2;
const TRAINED_EVERY = 0.04;
const JOINS_PER_LIST = 4;
const FEWEST_KNOWN = 3;
const LENGTH = 10;

const NEXT = 5;

/** What is shown somewhere: films in order, weighed by shares, and which of those that come are to be found there. */
type Surface = Readonly<{
  name: string;
  served: Shares;
  tried: readonly Shares[];
  rank: (context: ServingContext, shares: Shares) => readonly Candidate[];
  wanted: (coming: readonly string[]) => readonly string[];
}>;

const trial = (live: number, content: number): Shares => ({ live, content });
const surfaces: readonly Surface[] = [
  {
    name: "the next film",
    served: ofAll["next-item"],
    tried: [
      ...[0, 0.3, 0.8, 1.2, 2].map((live) => trial(live, 0.2)),
      ...[0, 0.1, 0.3].map((content) => trial(0.8, content)),
    ],
    rank: (context, shares) =>
      ledBy(diversified, LENGTH)(runPipeline(ofEverything("next-item", shares), context), context),
    wanted: (coming) => coming.slice(0, 1),
  },
  {
    name: "the long run",
    served: ofAll["long-horizon"],
    tried: [
      ...[0, 0.3, 0.6, 1, 1.5, 2].map((live) => trial(live, 0.2)),
      ...[0, 0.1, 0.3].map((content) => trial(1, content)),
    ],
    rank: (context, shares) =>
      ledBy(calibrated, LENGTH)(runPipeline(ofEverything("long-horizon", shares), context), context),
    wanted: (coming) => coming,
  },
  {
    name: "a row about one film",
    served: ofOne,
    tried: [
      trial(0.3, 0.6),
      ...[0, 0.3, 0.6, 1, 2].map((live) => trial(live, 0.2)),
      ...[0, 0.1, 0.4, 0.6].map((content) => trial(1, content)),
    ],
    rank(context, shares) {
      const latest = context.viewer.baselines.find(({ favourite }) => favourite);
      if (!latest) return [];
      const alone = withOnly(latest, context);
      const found = runList(() => runPipeline(likeOne(shares), alone), personalFilters, context);
      return diversified(LENGTH)(firstOf(found, ENOUGH_OF_A_KIND), alone);
    },
    wanted: (coming) => coming.slice(0, NEXT),
  },
];

type Trial = Readonly<{ userId: string; ndcg: number }>;
const nameOf = ({ live, content }: Shares) => `live ${live}, likeness ${content}`;
const settings = surfaces.map((surface) => ({
  ...surface,
  trials: surface.tried.map((shares) => ({ shares, name: nameOf(shares), trials: [] as Trial[] })),
}));

const { values: options } = parseArgs({ options: { data: { type: "string" } } });
if (options.data === undefined) throw new Error("--data is missing: give a zip or a folder of MovieLens");
const { name, log, catalog, filmCount } = await readHistory(options.data);
printHeader("what live counts and likeness weigh beside a trained model", { data: name, films: filmCount });

const algebra = await openLinearAlgebra({ threads: 1 });
const projection = await openProjection(WINDOW);
const reader = createSignalReader({ state: projection.state, keyspace: () => KEYSPACE, catalog, now: () => 0 });
const userIds = [...new Set(log.map(({ event }) => event.userId))];

async function train(version: string): Promise<ServedModel> {
  const counted = new CountedHistories(createStatistics);
  const ledgers = await projection.state.ledgers(KEYSPACE, userIds);
  for (const [userId, entries] of ledgers) counted.put(viewerHistory(userId, 0, entries));
  const fit = { viewers: counted.histories.size, algebra, onProgress: () => {} };
  const { sections, ...config } = await fitModels(counted.statistics, fit);
  const items = counted.movieIds.slice(0, counted.filmsIn("gram"));
  const numberOf = new Map(items.map((id, number) => [id, number]));
  return { version, items, numberOf, heads: restoreHeads(config, sections, items.length) };
}

async function ask(userId: string, coming: readonly string[], model: ServedModel): Promise<void> {
  const viewer = viewerOfProfile(await reader.profile(userId), catalog);
  const neighbours = await reader.neighbours(viewer.baselines.map((baseline) => baseline.movieId));
  const context: ServingContext = { viewer, catalog, neighbours, statistics, trending: [], model };
  for (const { rank, wanted, trials } of settings) {
    for (const one of trials) {
      const list = rank(context, one.shares).map(({ movieId }) => movieId);
      const ranks = wanted(coming).map((movieId) => (list.includes(movieId) ? list.indexOf(movieId) + 1 : Infinity));
      one.trials.push({ userId, ndcg: ndcg({ ranks: ranks.sort((a, b) => a - b), candidates: filmCount }, LENGTH) });
    }
  }
}

const statisticsNow = async () => {
  const ids = Array.from(catalog.films(), ({ id }) => id);
  return filmStatistics(catalog.films(), await projection.state.totals(KEYSPACE, ids));
};

const cut = Math.floor(log.length * (1 - TEST_SHARE));
const step = Math.ceil(log.length * TRAINED_EVERY);
/** The films that join each viewer's history, and where in the log. */
const joining = Map.groupBy(
  log.flatMap(({ event }, index) =>
    event.type === "MovieRated" && holds(signalEffects.rated.counts, event.rating) ? [{ ...event, index }] : [],
  ),
  ({ userId }) => userId,
);
const known = new Map<string, number>();
let statistics = await statisticsNow();
let model: ServedModel | undefined;
let projected = 0;
let joined = 0;
for (const [index, { event }] of log.entries()) {
  const { userId } = event;
  const films = joining.get(userId) ?? [];
  const place = known.get(userId) ?? 0;
  if (films[place]?.index !== index) continue;
  known.set(userId, place + 1);
  if (index < cut || place < FEWEST_KNOWN || joined++ % JOINS_PER_LIST > 0) continue;
  const began = projected;
  await projection.project(log.slice(projected, index));
  projected = index;
  if (!model || Math.floor(began / step) !== Math.floor(index / step)) {
    statistics = await statisticsNow();
    model = await train(String(index));
    console.log(`trained on ${index} of ${log.length} signals: ${model.items.length} films`);
  }
  await ask(
    userId,
    films.slice(place).map(({ movieId }) => movieId),
    model,
  );
}
await projection.close();
await algebra.close();

const halves = [0, 1].map((half) => new Set(userIds.filter((_, number) => number % 2 === half)));
for (const { name: surface, served, trials: all } of settings) {
  const usual = all.find(({ name: one }) => one === nameOf(served))!;
  for (const [half, viewers] of halves.entries()) {
    const of = (trials: readonly Trial[]) => trials.filter(({ userId }) => viewers.has(userId));
    const what = half === 0 ? "to choose by" : "to tell";
    console.log(`\n${surface}, ${what}: NDCG@${LENGTH} of ${of(usual.trials).length} lists, and beside what is served`);
    console.table(
      Object.fromEntries(
        all.map(({ name: setting, trials }) => {
          const beside = estimateDifference(of(trials), of(usual.trials), (one) => one.ndcg);
          const interval = `${beside.value.toFixed(4)} (${beside.low.toFixed(4)} … ${beside.high.toFixed(4)})`;
          const value = estimate(of(trials), (one) => one.ndcg).value.toFixed(4);
          return [setting, { "NDCG@10": value, [`beside ${usual.name}`]: interval }];
        }),
      ),
    );
  }
}
