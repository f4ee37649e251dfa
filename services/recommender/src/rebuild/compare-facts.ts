import { setImmediate as nextTurn } from "node:timers/promises";
import { describeDifference, factsOf, kindOf, type FactKind, type Held } from "./facts.ts";

export type Comparison = Readonly<{
  /** How many facts were compared, by kind. */
  compared: Readonly<Record<FactKind, number>>;
  /** How many of them differ. */
  differences: number;
  /** The first of these, in words. */
  first: readonly string[];
}>;

/** Told of differences: the two sides, such as "in the state". */
export type Sides = Readonly<{ expected: string; found: string }>;

const TOLD = 20;
const FACTS_PER_TURN = 2000;

/** Gathers facts, by name. */
export async function gatherFacts(entries: AsyncIterable<Held> | Iterable<Held>): Promise<Map<string, string>> {
  const facts = new Map<string, string>();
  let turns = 0;
  for await (const entry of entries) {
    for (const [name, value] of factsOf(entry)) facts.set(name, value);
    if (facts.size > (turns + 1) * FACTS_PER_TURN) {
      turns = Math.floor(facts.size / FACTS_PER_TURN);
      await nextTurn();
    }
  }
  return facts;
}

/** Compares what is found with what is expected, and uses the latter up. */
export async function compareFacts(
  expected: Map<string, string>,
  found: AsyncIterable<Held>,
  sides: Sides,
): Promise<Comparison> {
  const compared = { pair: 0, totals: 0, trending: 0, ledger: 0 };
  const first: string[] = [];
  let differences = 0;
  const differ = (name: string, wanted: string | undefined, value: string | undefined) => {
    differences++;
    if (first.length >= TOLD) return;
    first.push(describeDifference(name, { of: sides.found, value }, { of: sides.expected, value: wanted }));
  };
  for await (const entry of found) {
    for (const [name, value] of factsOf(entry)) {
      compared[entry.kind]++;
      const wanted = expected.get(name);
      expected.delete(name);
      if (wanted !== value) differ(name, wanted, value);
    }
  }
  for (const fact of expected) {
    compared[kindOf(fact)]++;
    differ(fact[0], fact[1], undefined);
  }
  return { compared, differences, first };
}
