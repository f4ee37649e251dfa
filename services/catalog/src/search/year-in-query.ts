const YEAR = /^(?:18[7-9]\d|19\d\d|20\d\d)$/;

export type ParsedQuery = Readonly<{
  /** The folded words to look for. */
  terms: readonly string[];
  /** A year that stands among other words, and is not one of `terms`. */
  year: number | undefined;
}>;

/** Takes a year out of a query of several words: "alien 1979" looks for "alien", of 1979. */
export function parseQuery(words: readonly string[]): ParsedQuery {
  const year = words.findLast((word) => YEAR.test(word));
  const terms = words.filter((word) => word !== year);
  return year === undefined || terms.length === 0 ? { terms: words, year: undefined } : { terms, year: Number(year) };
}
