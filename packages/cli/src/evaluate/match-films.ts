import type { FilmOfDataSet } from "@projectionist/import";

/**
 * Finds for each film the one of `others` that is the same: by the TMDB number that it names, else by title and year, where a
 * year may differ by one.
 */
export function matchFilms(
  films: readonly (FilmOfDataSet | undefined)[],
  others: readonly FilmOfDataSet[],
): (FilmOfDataSet | undefined)[] {
  const byNumber = new Map(others.map((film) => [film.sourceId, film]));
  const byTitle = new Map(others.flatMap((film) => keysOf(film).map((key) => [key, film] as const)));
  return films.map((film) => {
    if (!film) return undefined;
    const named = byNumber.get(film.externalIds?.tmdb ?? "");
    if (named) return named;
    return nearYears(film.year ?? null)
      .flatMap((year) => keysOf(film, year))
      .map((key) => byTitle.get(key))
      .find((found) => found !== undefined);
  });
}

const nearYears = (year: number | null) => (year === null ? [null] : [year, year - 1, year + 1]);

function keysOf({ title, originalTitle, year: own = null }: FilmOfDataSet, year = own): string[] {
  return [title, originalTitle].filter((name) => name != null).map((name) => `${plain(name)} ${year}`);
}

/** Without accents, articles, punctuation and capitals. */
function plain(title: string): string {
  return title
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/^(the|an?|la|le|les|das|der|die|el|il) /, "")
    .replaceAll("&", "and")
    .replace(/[^\p{L}\p{N}]+/gu, "");
}
