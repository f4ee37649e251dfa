/** Words by their beginnings. */
export type BegunWords<Entry extends Readonly<{ word: string }>> = Readonly<{
  /** Takes a word that it does not have. */
  add(entry: Entry): void;
  /** The words that begin with a text that is not empty, itself among them. */
  begunBy(text: string): readonly Entry[];
}>;

/** Words are listed by their first letters, one to so many. */
const LISTED = 3;

export function createBegunWords<Entry extends Readonly<{ word: string }>>(): BegunWords<Entry> {
  const lists = new Map<string, Entry[]>();
  return {
    add(entry) {
      for (let length = 1; length <= Math.min(LISTED, entry.word.length); length++) {
        const beginning = entry.word.slice(0, length);
        const list = lists.get(beginning);
        if (list) list.push(entry);
        else lists.set(beginning, [entry]);
      }
    },
    begunBy(text) {
      const list = lists.get(text.slice(0, LISTED)) ?? [];
      return text.length > LISTED ? list.filter(({ word }) => word.startsWith(text)) : list;
    },
  };
}
