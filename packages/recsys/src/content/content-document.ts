import type { ContentFacts } from "../content-features.ts";
import { words } from "./words.ts";

/** A film as its catalog entry tells of it. */
export type FilmContent = ContentFacts & Readonly<{ title: string; description: string }>;

export const documentFields = [
  "description",
  "title",
  "people",
  "director",
  "genre",
  "keyword",
  "series",
  "language",
  "years",
] as const;
export type DocumentField = (typeof documentFields)[number];

/** A film's terms, field by field. Directors are among the people too; `years` are its own and two to either side. */
export type ContentDocument = Readonly<Record<DocumentField, readonly string[]>>;

export function contentDocument(film: FilmContent): ContentDocument {
  const { year } = film;
  return {
    description: words(film.description),
    title: words(film.title),
    people: [...new Set([...film.directors, ...film.cast])],
    director: film.directors,
    genre: film.genres,
    keyword: film.keywords,
    series: film.series === null ? [] : [film.series],
    language: film.language === null ? [] : [film.language],
    years: year === null ? [] : [-2, -1, 0, 1, 2].map((off) => String(year + off)),
  };
}
