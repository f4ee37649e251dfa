/** Another text about a film than the one that it is found by. */
export type SearchCase = Readonly<{
  /** Which film, by number. */
  film: number;
  /** The film's names, which are struck out of queries. */
  names: readonly string[];
  overview: string;
  keywords: readonly string[];
}>;

export const queryKinds = ["overview", "first sentence", "keywords"] as const;
export type QueryKind = (typeof queryKinds)[number];

const FEWEST_KEYWORDS = 3;
const MOST_KEYWORDS = 6;

/** What is asked for each kind, without the film's names; undefined where there is nothing to ask with. */
export function queryOf(kind: QueryKind, { names, overview, keywords }: SearchCase): string | undefined {
  const text = texts[kind](overview, keywords);
  return text === "" ? undefined : names.reduce(strikeOut, text);
}

const texts: Readonly<Record<QueryKind, (overview: string, keywords: readonly string[]) => string>> = {
  overview: (overview) => overview,
  "first sentence": (overview) => /^[^]*?[.!?](?=\s|$)/.exec(overview)?.[0] ?? overview,
  keywords: (_, keywords) => (keywords.length < FEWEST_KEYWORDS ? "" : keywords.slice(0, MOST_KEYWORDS).join(", ")),
};

function strikeOut(text: string, name: string): string {
  return text.replace(new RegExp(name.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&"), "giu"), " ");
}
