/** What a text embedder reads of a film. */
export type FilmText = Readonly<{
  title: string;
  genres: readonly string[];
  keywords?: readonly string[];
  description: string;
}>;

/** The text that stands for a film's meaning: title, genres, keywords, description. */
export function filmText({ title, genres, keywords = [], description }: FilmText): string {
  return [title, genres.join(", "), keywords.join(", "), description].filter((part) => part !== "").join(". ");
}
