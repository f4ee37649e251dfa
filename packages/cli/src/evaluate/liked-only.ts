import { interactionsOf, type Interactions } from "@projectionist/recsys";
import type { EvaluationData } from "./evaluation-data.ts";

const LEAST_STARS = 4;

/** The ratings of 4 stars and more; films keep their numbers, viewers without any such rating go. */
export function likedOnly({ interactions, stars }: EvaluationData): Interactions {
  const { starts, items, times, userCount, itemCount } = interactions;
  const sequences = Array.from({ length: userCount }, (_, user) => {
    const liked: number[] = [];
    for (let at = starts[user]!; at < starts[user + 1]!; at++) if (stars[at]! >= LEAST_STARS) liked.push(at);
    return { items: liked.map((at) => items[at]!), times: liked.map((at) => times[at]!) };
  });
  return interactionsOf(
    sequences.filter((sequence) => sequence.items.length > 0),
    itemCount,
  );
}
