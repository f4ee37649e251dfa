import type { ImportedMovie } from "@projectionist/contracts";
import type { Member } from "../archive/archive.ts";
import type { Reject } from "../rejections.ts";
import type { FilmRow } from "./data-set.ts";
import { parseTitle } from "./title.ts";

const noGenres = new Set(["", "(no genres listed)"]);

/** A film of MovieLens, or why its row holds none. Genres keep MovieLens' words: the catalog knows them. */
export function movieLensFilm(
  id: string,
  titleAndYear: string,
  genres: readonly string[],
  externalIds: ImportedMovie["externalIds"] = {},
): ImportedMovie | string {
  if (!/^\d{1,10}$/.test(id) || Number(id) === 0) return "film is not a whole number above 0";
  const { title, originalTitle, year } = parseTitle(titleAndYear);
  if (title === "") return "has no title";
  if (title.length > 300 || (originalTitle?.length ?? 0) > 300) return "has a title of more than 300 characters";
  return {
    sourceId: String(Number(id)),
    title,
    ...(originalTitle === null ? {} : { originalTitle }),
    year,
    genres: [...new Set(genres.map((genre) => genre.trim()))].filter((genre) => !noGenres.has(genre)),
    ...(Object.keys(externalIds).length === 0 ? {} : { externalIds }),
  };
}

/** A film with its place; what holds none goes to `reject`. */
export function movieLensRow(
  file: Member,
  line: number,
  row: string,
  film: ImportedMovie | string,
  reject: Reject,
): FilmRow | undefined {
  if (typeof film !== "string") return { line, row, film };
  reject({ file: file.name, line, reason: film, row });
  return undefined;
}
