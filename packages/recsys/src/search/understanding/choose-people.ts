import type { QueryVocabulary } from "./query-vocabulary.ts";
import type { Item } from "./scan.ts";

/**
 * Who is meant by last names beside other people: of each the best known that made a film with one of the others. "Monroe
 * and Curtis" is Tony Curtis, though Jamie Lee Curtis may be better known. Where nobody did, the best known stays.
 */
export function choosePeople(items: readonly Item[], vocabulary: Pick<QueryVocabulary, "creditsOf">): readonly Item[] {
  const named = items.filter(({ found }) => found?.wishes[0]?.kind === "person");
  if (named.length < 2 || named.every(({ found }) => found?.namesakes === undefined)) return items;
  const meant = new Map(named.map((item) => [item, candidatesOf(item, vocabulary)]));
  for (const [item, people] of meant) {
    const others = [...meant].flatMap(([other, theirs]) => (other === item ? [] : theirs));
    const chosen = people.find(({ name, credits }) =>
      others.some((other) => other.name !== name && meet(other.credits, credits)),
    );
    if (chosen) meant.set(item, [chosen]);
  }
  return items.map((item) => {
    const wish = item.found?.wishes[0];
    const value = meant.get(item)?.[0]?.name;
    if (!item.found || wish?.kind !== "person" || value === undefined || value === wish.value) return item;
    return { ...item, found: { ...item.found, wishes: [{ ...wish, value }] } };
  });
}

type Candidate = Readonly<{ name: string; credits: ReadonlySet<unknown> }>;

function meet(some: ReadonlySet<unknown>, others: ReadonlySet<unknown>): boolean {
  return some.values().some((one) => others.has(one));
}

function candidatesOf({ found }: Item, vocabulary: Pick<QueryVocabulary, "creditsOf">): readonly Candidate[] {
  const wish = found?.wishes[0];
  const names = found?.namesakes?.() ?? (wish?.kind === "person" ? [wish.value] : []);
  return names.map((name) => ({ name, credits: vocabulary.creditsOf(name) }));
}
