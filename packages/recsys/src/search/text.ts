/** Letters that Unicode does not decompose into a base letter and a mark. */
const letters: Readonly<Record<string, string>> = {
  ß: "ss",
  ø: "o",
  æ: "ae",
  œ: "oe",
  ł: "l",
  đ: "d",
  ð: "d",
  þ: "th",
  ı: "i",
};

/**
 * Text as it is compared: lower case, without diacritics and punctuation, words separated by single spaces. `&` reads as
 * "and". An apostrophe before a word's last one or two letters vanishes (`Schindler's` → `schindlers`), elsewhere it
 * separates (`L'Avventura` → `l avventura`). Raised digits stand alone (`Alien³` → `alien 3`).
 */
export function fold(text: string): string {
  return text
    .replace(/[²³¹⁰⁴-⁹]+/g, " $& ")
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .toLowerCase()
    .replace(/[ßøæœłđðþı]/g, (letter) => letters[letter] ?? letter)
    .replace(/&/g, " and ")
    .replace(/['’ʼ](?=\p{L}{1,2}(?!\p{L}))/gu, "")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}

/** The words of a text, folded. */
export function words(text: string): string[] {
  const folded = fold(text);
  return folded === "" ? [] : folded.split(" ");
}

const compound = /\p{L}+(?:[-–·.]\p{L}+)+/gu;

/** The text with its hyphenated words in one piece behind it: `Spider-Man` is found as "spiderman" too. */
export function withCompounds(text: string): string {
  const joined = text.match(compound)?.map((word) => word.replace(/[^\p{L}]/gu, "")) ?? [];
  return [text, ...joined].join(" ");
}

const article = /^(?:the|a|an|le|la|les|l|un|une|el|los|las|il|lo|gli|der|die|das|ein|eine) (?=.)/;

/** Folded text without an article at its front. */
export function withoutArticle(folded: string): string {
  return folded.replace(article, "");
}
