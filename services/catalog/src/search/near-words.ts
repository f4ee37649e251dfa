export type NearWord = Readonly<{ word: string; edits: number }>;

const MOST = 20;

/** How many typing errors a word of this length may have: none below 5 letters, one below 9, two from there on. */
export function editsAllowed(word: string): number {
  if (word.length < 5 || /\d/.test(word)) return 0;
  return word.length < 9 ? 1 : 2;
}

/**
 * The words of a vocabulary that were perhaps meant by a mistyped one, nearest first, at most 20. With `prefix` a word
 * counts as near when its beginning is: it may not have been typed to its end.
 */
export function nearWords(typed: string, vocabulary: Iterable<string>, { prefix }: { prefix: boolean }): NearWord[] {
  const allowed = editsAllowed(typed);
  if (allowed === 0) return [];
  const distance = createEditDistance(typed);
  const near: NearWord[] = [];
  for (const word of vocabulary) {
    if (word.length < typed.length - allowed || (!prefix && word.length > typed.length + allowed)) continue;
    const edits = distance(word, allowed, prefix);
    if (edits <= allowed) near.push({ word, edits });
  }
  return near
    .sort((a, b) => a.edits - b.edits || a.word.length - b.word.length || (a.word < b.word ? -1 : 1))
    .slice(0, MOST);
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
