import { bestItems } from "@projectionist/recsys";
import { candidateOf } from "../candidate.ts";
import type { Source } from "../pipeline.ts";
import { ENOUGH_OF_A_KIND } from "./enough.ts";

/** Films that the trained model has learned to be like the baselines. */
export const trainedSimilar: Source = ({ viewer, model }) => {
  const fitted = model?.heads.get("long-horizon");
  if (!model || !fitted) return [];
  const scores = new Float32Array(fitted.itemCount);
  return viewer.baselines.flatMap(({ movieId: baseline, weight }) => {
    const number = model.numberOf.get(baseline);
    if (number === undefined) return [];
    fitted.similarTo(number, scores);
    return bestItems(scores, ENOUGH_OF_A_KIND, [number])
      .filter(({ score }) => score > 0)
      .map(({ item, score }) =>
        candidateOf(model.items[item]!, [{ kind: "trained", baseline, amount: weight * score }]),
      );
  });
};
