import type { Contribution } from "./contributions.ts";

/** `after` − `before`, one contribution per amount that changes. */
export function difference(after: Iterable<Contribution>, before: Iterable<Contribution>): Contribution[] {
  const sums = new Map<string, Contribution>();
  add(sums, after, 1);
  add(sums, before, -1);
  return [...sums.values()].filter(({ amount }) => amount !== 0);
}

function add(sums: Map<string, Contribution>, contributions: Iterable<Contribution>, sign: 1 | -1): void {
  for (const contribution of contributions) {
    const key = keyOf(contribution);
    const sum = sums.get(key)?.amount ?? 0;
    sums.set(key, { ...contribution, amount: sum + sign * contribution.amount });
  }
}

function keyOf(contribution: Contribution): string {
  const { kind, movieId } = contribution;
  switch (contribution.kind) {
    case "pair":
      return JSON.stringify([kind, movieId, contribution.next]);
    case "total":
      return JSON.stringify([kind, movieId, contribution.total]);
    case "trending":
      return JSON.stringify([kind, movieId, contribution.occurredAt]);
  }
}
