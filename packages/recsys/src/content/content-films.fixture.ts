import type { FilmContent } from "./content-document.ts";

/** A film of which nothing is told but what is given. */
export function filmContent(told: Partial<FilmContent> = {}): FilmContent {
  const nothing = { genres: [], directors: [], cast: [], keywords: [], year: null, language: null, series: null };
  return { title: "", description: "", ...nothing, ...told };
}

/** Films of two genres, the first half of one and the second of the other, and each with a keyword of its own. */
export function filmsOfTwoGenres(perGenre: number): FilmContent[] {
  return Array.from({ length: 2 * perGenre }, (_, item) =>
    filmContent({ genres: [item < perGenre ? "Noir" : "Farce"], keywords: [`own ${item}`] }),
  );
}
