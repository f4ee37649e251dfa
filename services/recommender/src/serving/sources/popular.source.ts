import { candidateOf } from "../candidate.ts";
import type { Source } from "../pipeline.ts";

/** The films with the most viewers. */
export const popular: Source = ({ statistics }) =>
  statistics.popular.map(({ id, score }) => candidateOf(id, [{ kind: "popular", baseline: null, amount: score }]));

/** Films seen and well liked at once, 0–1. */
export const appealing: Source = ({ statistics }) =>
  statistics.appeal.map(({ id, score }) => candidateOf(id, [{ kind: "popular", baseline: null, amount: score }]));
