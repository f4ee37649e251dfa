import { openModels } from "../models/open.ts";
import { StatisticsKeeper, type Counted } from "./statistics-keeper.ts";
import { answerCalls } from "./thread-calls.ts";
import type { ViewerHistory } from "./viewer-history.ts";

let keeper: StatisticsKeeper;

const handlers = {
  async open(modelsUrl: string, epoch: string) {
    keeper = await StatisticsKeeper.open(await openModels(modelsUrl), epoch);
    return [...keeper.offsets];
  },
  /** Answers how many films there are in all histories now. */
  apply(histories: readonly ViewerHistory[], counted: Counted) {
    keeper.apply(histories, counted);
    return keeper.signals;
  },
  checkpoint: (now: number) => keeper.checkpoint(now),
};

/** The thread that keeps the statistics, so that counting long histories and storing them holds nobody up. */
export type StatisticsCalls = typeof handlers;

answerCalls(handlers);
