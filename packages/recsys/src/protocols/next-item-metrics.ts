import { hitRate } from "../metrics/hit-rate.ts";
import { ndcg } from "../metrics/ndcg.ts";
import { reciprocalRank } from "../metrics/reciprocal-rank.ts";
import type { RankingMetrics } from "./ranking-cases.ts";

/** What is said where one film, the next, is to be found; MRR is over the whole catalog. */
export const NEXT_ITEM_METRICS = {
  "NDCG@10": (ranking) => ndcg(ranking, 10),
  "HR@10": (ranking) => hitRate(ranking, 10),
  MRR: (ranking) => reciprocalRank(ranking, Infinity),
} satisfies RankingMetrics;
