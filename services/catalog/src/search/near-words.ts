export type NearWord = Readonly<{ word: string; edits: number }>;

const MOST = 20;

/** How many typing errors a word of this length may have: none below 5 letters, one below 9, two from there on. */
export function editsAllowed(word: string): number {
  if (word.length < 5 || /\d/.test(word)) return 0;
  return word.length < 9 ? 1 : 2;
}

/** Words, and those of them that are spelt nearly like another. */
export type Spelling = Readonly<{
  add(word: string): void;
  remove(word: string): void;
  /**
   * The words that were perhaps meant by a mistyped one, nearest first, at most 20. With `prefix` a word counts as near
   * when its beginning is: it may not have been typed to its end. As many errors are `allowed` as its length allows, unless told.
   */
  near(typed: string, options: Readonly<{ prefix: boolean; allowed?: number }>): NearWord[];
}>;

/** Words of one length, and which letters each has. */
type SameLength = { words: string[]; letters: number[] };

export function createSpelling(): Spelling {
  const byLength: SameLength[] = [];
  /** Each word's place among those of its length. */
  const places = new Map<string, number>();

  return {
    add(word) {
      if (places.has(word)) return;
      while (byLength.length <= word.length) byLength.push({ words: [], letters: [] });
      const { words, letters } = byLength[word.length]!;
      places.set(word, words.push(word) - 1);
      letters.push(lettersOf(word));
    },
    remove(word) {
      const place = places.get(word);
      if (place === undefined) return;
      const { words, letters } = byLength[word.length]!;
      [words[place], letters[place]] = [words.at(-1)!, letters.at(-1)!];
      places.set(words[place], place);
      words.pop();
      letters.pop();
      places.delete(word);
    },
    near(typed, { prefix, allowed = editsAllowed(typed) }) {
      if (allowed === 0) return [];
      const distance = createEditDistance(typed);
      const own = lettersOf(typed);
      const near: NearWord[] = [];
      const longest = prefix ? Infinity : typed.length + allowed;
      for (const { words, letters } of byLength.slice(Math.max(0, typed.length - allowed), longest + 1)) {
        for (let at = 0; at < words.length; at++) {
          const others = letters[at]!;
          if (bits(own & ~others) > allowed || (!prefix && bits(others & ~own) > allowed)) continue;
          const edits = distance(words[at]!, allowed, prefix);
          if (edits <= allowed) near.push({ word: words[at]!, edits });
        }
      }
      return near
        .sort((a, b) => a.edits - b.edits || a.word.length - b.word.length || (a.word < b.word ? -1 : 1))
        .slice(0, MOST);
    },
  };
}

/** Which letters a word has, as bits; an error takes at most one from it and adds at most one. */
function lettersOf(word: string): number {
  let letters = 0;
  for (let at = 0; at < word.length; at++) letters |= 1 << (word.charCodeAt(at) & 31);
  return letters;
}

/** How many bits are set. */
function bits(number: number): number {
  let pairs = number - ((number >>> 1) & 0x55555555);
  pairs = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((pairs + (pairs >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

/**
 * Optimal string alignment distance (insert, delete, replace, swap neighbours) from `typed` to a word, or with `prefix`
 * to the word's best beginning. Gives up with a number above `allowed`. Three rows are reused over all words.
 */
function createEditDistance(typed: string): (word: string, allowed: number, prefix: boolean) => number {
  const length = typed.length;
  let [before, above, row] = [new Uint8Array(length + 1), new Uint8Array(length + 1), new Uint8Array(length + 1)];
  const letters = Uint16Array.from(typed, (_, index) => typed.charCodeAt(index));

  return (word, allowed, prefix) => {
    for (let column = 0; column <= length; column++) above[column] = column;
    let best = length;
    const rows = Math.min(word.length, length + allowed);
    for (let line = 1; line <= rows; line++) {
      const letter = word.charCodeAt(line - 1);
      let least = line;
      row[0] = line;
      for (let column = 1; column <= length; column++) {
        const same = letters[column - 1] === letter;
        let edits = Math.min(
          (above[column - 1] ?? 0) + (same ? 0 : 1),
          (above[column] ?? 0) + 1,
          (row[column - 1] ?? 0) + 1,
        );
        const swapped =
          line > 1 && column > 1 && letters[column - 2] === letter && letters[column - 1] === word.charCodeAt(line - 2);
        if (swapped) edits = Math.min(edits, (before[column - 2] ?? 0) + 1);
        row[column] = edits;
        least = Math.min(least, edits);
      }
      best = Math.min(best, row[length] ?? best);
      if (least > allowed) return prefix ? best : least;
      [before, above, row] = [above, row, before];
    }
    return prefix ? best : (above[length] ?? length);
  };
}
