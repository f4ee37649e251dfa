export type ParsedTitle = Readonly<{ title: string; originalTitle: string | null; year: number | null }>;

const medium = /\s*\((?:V|TV|VG)\)$/;
const yearAtEnd = /\s*\((\d{4})\s*(?:[-–]\s*(?:\d{4})?\s*)?\)$/;
const alsoKnownAs = /^a\.?\s?k\.?\s?a\.?:?\s+/i;
const articleAtEnd =
  /^(.+), (the|a|an|le|la|les|l'|l’|un|une|el|los|las|lo|il|gli|i|der|die|das|ein|eine|den|det|de|het|o|os|as)$/i;

/**
 * A MovieLens title taken apart: `City of Lost Children, The (Cité des enfants perdus, La) (1995)` is The City of Lost
 * Children, in the original La Cité des enfants perdus, of 1995. Of several names in parentheses the last foreign one is
 * the original, else the one that it is also known as. A span of years counts by its first; without one, year is null.
 */
export function parseTitle(text: string): ParsedTitle {
  const trimmed = text.trim().replace(medium, "").trimEnd();
  const year = Number(yearAtEnd.exec(trimmed)?.[1]);
  const { main, others } = namesOf(trimmed.replace(yearAtEnd, "").replace(medium, "").trimEnd());
  const foreign = others.findLast((name) => !alsoKnownAs.test(name));
  const original = (foreign ?? others.at(-1))?.replace(alsoKnownAs, "");
  const title = withArticleFirst(main);
  const originalTitle = original === undefined ? null : withArticleFirst(original.trim());
  return {
    title,
    originalTitle: originalTitle === title ? null : originalTitle,
    year: year >= 1870 && year <= 2100 ? year : null,
  };
}

/** `Godfather, The` → `The Godfather`; `Avventura, L'` → `L'Avventura`. */
function withArticleFirst(title: string): string {
  const [, rest, article] = articleAtEnd.exec(title) ?? [];
  if (!rest || !article) return title;
  return /['’]$/.test(article) ? `${article}${rest}` : `${article} ${rest}`;
}

/** The title and the names in parentheses behind it; names may hold parentheses themselves. */
function namesOf(text: string): { main: string; others: string[] } {
  let main = text;
  const others: string[] = [];
  for (let open = groupAtEnd(main); open > 0; open = groupAtEnd(main)) {
    others.unshift(main.slice(open + 1, -1).trim());
    main = main.slice(0, open).trimEnd();
  }
  return { main, others: others.filter((name) => name !== "") };
}

/** Where the parenthesis opens that closes at the end of the text, behind a space; -1 when there is none. */
function groupAtEnd(text: string): number {
  if (!text.endsWith(")")) return -1;
  let depth = 0;
  for (let at = text.length - 1; at > 0; at--) {
    if (text[at] === ")") depth++;
    if (text[at] === "(" && --depth === 0) return text[at - 1] === " " ? at : -1;
  }
  return -1;
}
