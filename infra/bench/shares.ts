/**
 * What live counts, and likeness by what films are, weigh best in the list that is served beside a trained model.
 *
 *   node infra/bench/shares.ts --data ml-100k.zip
 *
 * By time: in the last fifth of the signals, before every fourth film that joins a history, the viewer's list is asked for. Live
 * counts go on; the model is trained anew after every 4 % of the signals. NDCG@10 with each pair of shares, for one half of
 * the viewers, to choose by, and for the other, to see what the choice is worth.
 */
import { parseArgs } from "node:util";
import { openLinearAlgebra } from "@projectionist/compute";
import { holds, signalEffects } from "@projectionist/contracts";
import { restoreHeads } from "../../services/recommender/src/models/stored-heads.ts";
import type { ServingContext } from "../../services/recommender/src/serving/context.ts";
import { runPipeline } from "../../services/recommender/src/serving/pipeline.ts";
import { ofEverything } from "../../services/recommender/src/serving/pipelines/for-viewer.pipeline.ts";
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
import { estimate, estimateDifference, ndcg } from "./window/estimate.ts";
import { KEYSPACE, openProjection } from "./window/projection.ts";
import type { Trial } from "./window/protocols.ts";

const WINDOW = 10;
const TEST_SHARE = 0.2;
const TRAINED_EVERY = 0.04;
const JOINS_PER_LIST = 4;
const FEWEST_KNOWN = 3;
const LENGTH = 10;

const live = [0, 0.3, 0.8, 1.2, 2].map((share) => ({ live: share, content: 0.2 }));
const likeness = [0, 0.1, 0.3].map((share) => ({ live: 0.8, content: share }));
const settings = [...live, ...likeness].map((shares) => ({
  name: `live ${shares.live}, likeness ${shares.content}`,
  pipeline: ofEverything("next-item", shares),
  trials: [] as Trial[],
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

async function ask(userId: string, movieId: string, model: ServedModel): Promise<void> {
  const viewer = viewerOfProfile(await reader.profile(userId), catalog);
  const neighbours = await reader.neighbours(viewer.baselines.map((baseline) => baseline.movieId));
  const context: ServingContext = { viewer, catalog, neighbours, statistics, trending: [], model };
  for (const { pipeline, trials } of settings) {
    const list = ledBy(diversified, LENGTH)(runPipeline(pipeline, context), context);
    trials.push({ userId, place: list.slice(0, LENGTH).findIndex((candidate) => candidate.movieId === movieId) });
  }
}

const statisticsNow = async () => {
  const ids = Array.from(catalog.films(), ({ id }) => id);
  return filmStatistics(catalog.films(), await projection.state.totals(KEYSPACE, ids));
};

const cut = Math.floor(log.length * (1 - TEST_SHARE));
const step = Math.ceil(log.length * TRAINED_EVERY);
const known = new Map<string, number>();
let statistics = await statisticsNow();
let model: ServedModel | undefined;
let projected = 0;
let joined = 0;
for (const [index, { event }] of log.entries()) {
  if (event.type !== "MovieRated" || !holds(signalEffects.rated.counts, event.rating)) continue;
  const { userId, movieId } = event;
  const films = known.get(userId) ?? 0;
  known.set(userId, films + 1);
  if (index < cut || films < FEWEST_KNOWN || joined++ % JOINS_PER_LIST > 0) continue;
  const began = projected;
  await projection.project(log.slice(projected, index));
  projected = index;
  if (!model || Math.floor(began / step) !== Math.floor(index / step)) {
    statistics = await statisticsNow();
    model = await train(String(index));
    console.log(`trained on ${index} of ${log.length} signals: ${model.items.length} films`);
  }
  await ask(userId, movieId, model);
}
await projection.close();
await algebra.close();

const halves = [0, 1].map((half) => new Set(userIds.filter((_, number) => number % 2 === half)));
const usual = settings.find(({ name: one }) => one === "live 0.3, likeness 0.2")!;
for (const [half, viewers] of halves.entries()) {
  const of = (trials: readonly Trial[]) => trials.filter(({ userId }) => viewers.has(userId));
  console.log(
    `\n${half === 0 ? "to choose by" : "to tell"}: NDCG@${LENGTH} of ${of(usual.trials).length} lists, and beside what is usual`,
  );
  console.table(
    Object.fromEntries(
      settings.map(({ name: setting, trials }) => {
        const beside = estimateDifference(of(trials), of(usual.trials), ndcg);
        const interval = `${beside.value.toFixed(4)} (${beside.low.toFixed(4)} … ${beside.high.toFixed(4)})`;
        return [
          setting,
          { "NDCG@10": estimate(of(trials), ndcg).value.toFixed(4), "beside live 0.3, likeness 0.2": interval },
        ];
      }),
    ),
  );
}
