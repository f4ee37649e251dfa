import { candidateOf } from "../candidate.ts";
import type { Source } from "../pipeline.ts";

/** Films well liked by few. */
export const hiddenGems: Source = ({ statistics }) =>
  statistics.gems.map(({ id, score }) => candidateOf(id, [{ kind: "hiddenGem", baseline: null, amount: score }]));
