import type { ImportSource } from "@projectionist/contracts";

type Meaning = Readonly<{ genre: string | null; keyword?: string }>;

const movieLens: Readonly<Record<string, Meaning>> = {
  "Children's": { genre: "Family" },
  Children: { genre: "Family" },
  "Sci-Fi": { genre: "Science Fiction" },
  Musical: { genre: "Music" },
  "Film-Noir": { genre: "Crime", keyword: "film noir" },
  IMAX: { genre: null },
  unknown: { genre: null },
  "(no genres listed)": { genre: null },
};

/** What the genres of each source are called here, where that differs; `genre: null` is none of ours. */
const sourceGenres: Readonly<Record<ImportSource, Readonly<Record<string, Meaning>>>> = {
  movielens: movieLens,
  ml100k: movieLens,
  tmdb: { "TV Movie": { genre: null }, Foreign: { genre: null } },
};

/** A source's genres as genres and keywords of ours, each once, in the order given. */
export function translateGenres(
  source: ImportSource,
  genres: readonly string[],
): { genres: string[]; keywords: string[] } {
  const table = sourceGenres[source];
  const meanings = genres.map(
    (genre): Meaning => (Object.hasOwn(table, genre) ? table[genre] : undefined) ?? { genre },
  );
  return {
    genres: [...new Set(meanings.flatMap(({ genre }) => genre ?? []))],
    keywords: [...new Set(meanings.flatMap(({ keyword }) => keyword ?? []))],
  };
}
