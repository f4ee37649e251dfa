const VOWELS = "aeiou";
/** No English word is longer; what is costs more than it is worth. */
const LONGEST = 40;
const SHORTEST = 3;

/** Whether the letter counts as a vowel: `y` does behind a consonant. */
function isVowel(word: string, at: number): boolean {
  return VOWELS.includes(word[at]!) || (word[at] === "y" && at > 0 && !isVowel(word, at - 1));
}

/** How often consonants follow vowels: Porter's m. */
function measure(stem: string): number {
  let count = 0;
  for (let at = 1; at < stem.length; at++) if (isVowel(stem, at - 1) && !isVowel(stem, at)) count++;
  return count;
}

const hasVowel = (stem: string) => Array.from(stem).some((_, at) => isVowel(stem, at));
const endsDoubled = (stem: string) => stem.at(-1) === stem.at(-2) && stem.length > 1 && !isVowel(stem, stem.length - 1);

/** Consonant, vowel, consonant other than w, x, y: Porter's *o. */
function endsShort(stem: string): boolean {
  const last = stem.length - 1;
  if (last < 2 || /[wxy]$/.test(stem)) return false;
  return !isVowel(stem, last) && isVowel(stem, last - 1) && !isVowel(stem, last - 2);
}

type Ending = readonly [from: string, to: string];
const pairs = (text: string): Ending[] => text.split(" ").map((pair) => pair.split(">") as [string, string]);

const plurals = pairs("sses>ss ies>i ss>ss s>");
const doubleEndings = pairs(
  "ational>ate tional>tion enci>ence anci>ance izer>ize abli>able alli>al entli>ent eli>e ousli>ous ization>ize ation>ate " +
    "ator>ate alism>al iveness>ive fulness>ful ousness>ous aliti>al iviti>ive biliti>ble",
);
const endings = pairs("icate>ic ative> alize>al iciti>ic ical>ic ful> ness>");
const lastEndings = pairs(
  "al> ance> ence> er> ic> able> ible> ant> ement> ment> ent> ou> ism> ate> iti> ous> ive> ize>",
);

/** The word with the first ending that it has replaced, where the stem before it has more than `least` measures. */
function replaced(word: string, table: readonly Ending[], least: number): string {
  const ending = table.find(([from]) => word.endsWith(from));
  if (!ending) return word;
  const stem = word.slice(0, word.length - ending[0].length);
  return measure(stem) > least ? stem + ending[1] : word;
}

/**
 * The stem of an English word by Porter's algorithm (Program 14, 1980), so that `kidnapped` and `kidnapping` meet. Words
 * that are short, longer than any, or have other letters than a to z stay as they are.
 */
export function stem(word: string): string {
  if (word.length < SHORTEST || word.length > LONGEST || !/^[a-z]+$/.test(word)) return word;
  let text = withoutInflection(replaced(word, plurals, -1));
  if (text.endsWith("y") && hasVowel(text.slice(0, -1))) text = `${text.slice(0, -1)}i`;
  text = replaced(replaced(text, doubleEndings, 0), endings, 0);
  text = /[st]ion$/.test(text) ? replaced(text, [["ion", ""]], 1) : replaced(text, lastEndings, 1);
  const before = text.slice(0, -1);
  if (text.endsWith("e") && (measure(before) > 1 || (measure(before) === 1 && !endsShort(before)))) text = before;
  return text.endsWith("ll") && measure(text) > 1 ? text.slice(0, -1) : text;
}

function withoutInflection(word: string): string {
  if (word.endsWith("eed")) return measure(word.slice(0, -3)) > 0 ? word.slice(0, -1) : word;
  const ending = ["ed", "ing"].find((ending) => word.endsWith(ending));
  if (ending === undefined || !hasVowel(word.slice(0, -ending.length))) return word;
  const stem = word.slice(0, -ending.length);
  if (/(at|bl|iz)$/.test(stem)) return `${stem}e`;
  if (endsDoubled(stem) && !/[lsz]$/.test(stem)) return stem.slice(0, -1);
  return measure(stem) === 1 && endsShort(stem) ? `${stem}e` : stem;
}
