import { filmsIn, type FilmOfDataSet } from "@projectionist/import";
import type { SearchCase, SearchFilm } from "@projectionist/recsys";
import { CommandError } from "../../command-error.ts";
import { matchFilms } from "../match-films.ts";

export type SearchData = Readonly<{ films: SearchFilm[]; cases: SearchCase[] }>;

/**
 * The films that a data set describes, and those of them that another one (`contentPath`) describes too: what that says is
 * asked for. Films are matched by title and year.
 * @throws {CommandError} one of them describes no film, or no film is in both
 */
export async function readSearchData(path: string, contentPath: string | undefined): Promise<SearchData> {
  if (contentPath === undefined)
    throw new CommandError("Say with --content which data set describes the films in other words, such as TMDB 5000.");
  const own = (await filmsIn(path)).filter(({ description }) => description);
  const others = matchFilms(own, await filmsIn(contentPath));
  const films = own.map(({ sourceId, title, genres = [], description = "" }) => ({
    id: sourceId,
    title,
    genres: [...genres],
    description: description ?? "",
  }));
  const cases = others.flatMap((other, film): SearchCase[] =>
    other === undefined ? [] : [{ film, names: namesOf(own[film]!, other), ...textsOf(other) }],
  );
  if (cases.length === 0)
    throw new CommandError(
      "No film is described by both data sets: give ML-1M with movies_extrainfos.dat, and TMDB 5000.",
    );
  return { films, cases };
}

const textsOf = ({ description, keywords }: FilmOfDataSet) => ({
  overview: description ?? "",
  keywords: [...(keywords ?? [])],
});

const namesOf = (film: FilmOfDataSet, other: FilmOfDataSet) => [
  ...new Set([film.title, other.title, other.originalTitle].filter((name) => name != null)),
];
