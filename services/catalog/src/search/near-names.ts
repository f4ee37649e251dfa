import { createSpelling } from "./near-words.ts";

/** Whole names and who goes by them. */
export type NearNames = Readonly<{
  /** Gives one his names, in place of those that he had. */
  put(id: string, names: Iterable<string>): void;
  remove(id: string): void;
  /**
   * Which known names a mistyped one perhaps means: those that differ from it in the fewest letters, one at most from 4 letters on,
   * two from 9. Numbers are the same in both.
   */
  near(typed: string): ReadonlySet<string>;
  idsOf(name: string): Iterable<string>;
}>;

const none: ReadonlySet<string> = new Set();
/** Who types more than this types no name. */
const LONGEST = 100;

export function createNearNames(): NearNames {
  const spelling = createSpelling();
  const idsOf = new Map<string, Set<string>>();
  const namesOf = new Map<string, ReadonlySet<string>>();

  function remove(id: string): void {
    for (const name of namesOf.get(id) ?? none) {
      const ids = idsOf.get(name);
      if (!ids?.delete(id) || ids.size > 0) continue;
      idsOf.delete(name);
      spelling.remove(name);
    }
    namesOf.delete(id);
  }

  return {
    put(id, names) {
      remove(id);
      const own = new Set(names);
      namesOf.set(id, own);
      for (const name of own) {
        spelling.add(name);
        idsOf.set(name, (idsOf.get(name) ?? new Set()).add(id));
      }
    },
    remove,
    near(typed) {
      if (idsOf.has(typed) || typed.length > LONGEST) return none;
      const numbers = numbersOf(typed);
      const near = spelling
        .near(typed, { prefix: false, allowed: editsAllowedIn(typed) })
        .filter(({ word }) => numbersOf(word) === numbers);
      return new Set(near.filter(({ edits }) => edits === near[0]?.edits).map(({ word }) => word));
    },
    idsOf: (name) => idsOf.get(name) ?? none,
  };
}

function editsAllowedIn(name: string): number {
  if (name.length < 4) return 0;
  return name.length < 9 ? 1 : 2;
}

function numbersOf(name: string): string {
  return name.replace(/\P{N}+/gu, " ").trim();
}
