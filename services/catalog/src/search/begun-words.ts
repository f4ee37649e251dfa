/** Words by their beginnings. */
export type BegunWords<Entry extends Readonly<{ word: string }>> = Readonly<{
  /** Takes a word that it does not have. */
  add(entry: Entry): void;
  /** Takes one away that it has. */
  remove(entry: Entry): void;
  /** The words that begin with a text that is not empty, itself among them. */
  begunBy(text: string): readonly Entry[];
}>;

/** Words are listed by their first letters, one to so many. */
const LISTED = 3;

export function createBegunWords<Entry extends Readonly<{ word: string }>>(): BegunWords<Entry> {
  const lists = new Map<string, Entry[]>();
  return {
    add(entry) {
      for (const beginning of beginningsOf(entry.word)) {
        const list = lists.get(beginning);
        if (list) list.push(entry);
        else lists.set(beginning, [entry]);
      }
    },
    remove(entry) {
      for (const beginning of beginningsOf(entry.word)) {
        const list = lists.get(beginning)!;
        list[list.indexOf(entry)] = list.at(-1)!;
        list.pop();
        if (list.length === 0) lists.delete(beginning);
      }
    },
    begunBy(text) {
      const list = lists.get(text.slice(0, LISTED)) ?? [];
      return text.length > LISTED ? list.filter(({ word }) => word.startsWith(text)) : list;
    },
  };
}

function beginningsOf(word: string): string[] {
  return Array.from({ length: Math.min(LISTED, word.length) }, (_, length) => word.slice(0, length + 1));
}
