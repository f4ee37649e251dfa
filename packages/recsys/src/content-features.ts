/** The facts of a film that its likeness to others is told from. */
export type ContentFacts = Readonly<{
  year: number | null;
  genres: readonly string[];
  language: string | null;
  directors: readonly string[];
  cast: readonly string[];
  keywords: readonly string[];
  series: string | null;
}>;

export const contentFields = ["series", "director", "cast", "keyword", "genre", "decade", "language"] as const;
export type ContentField = (typeof contentFields)[number];

/** A field and its value, such as `director:Agnès Varda`. */
export type Feature = `${ContentField}:${string}`;

/** How much a shared value of a field says, before rarity: rare values say more on their own account. */
const fieldWeights: Readonly<Record<ContentField, number>> = {
  series: 2,
  director: 1.2,
  keyword: 1,
  genre: 1,
  cast: 0.6,
  decade: 0.5,
  language: 0.4,
};

/** A film's features with their weights. */
export function contentFeatures(facts: ContentFacts): Map<Feature, number> {
  const features = new Map<Feature, number>();
  const add = (field: ContentField, values: readonly (string | null)[]) => {
    for (const value of values) if (value !== null) features.set(`${field}:${value}`, fieldWeights[field]);
  };
  add("series", [facts.series]);
  add("director", facts.directors);
  add("cast", facts.cast);
  add("keyword", facts.keywords);
  add("genre", facts.genres);
  add("decade", [facts.year === null ? null : `${Math.floor(facts.year / 10) * 10}s`]);
  add("language", [facts.language]);
  return features;
}

/** The field and the value of a feature. */
export function partsOf(feature: Feature): Readonly<{ field: ContentField; value: string }> {
  const colon = feature.indexOf(":");
  return { field: feature.slice(0, colon) as ContentField, value: feature.slice(colon + 1) };
}
