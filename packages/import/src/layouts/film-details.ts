import type { Member } from "../archive/archive.ts";
import type { Reject } from "../rejections.ts";
import { readLines } from "../text/lines.ts";
import type { FilmRow } from "./data-set.ts";
import { movieLensFilm, movieLensRow } from "./movielens-film.ts";

/** The file that the authors of MeLU (Lee et al. 2019) published about the films of MovieLens 1M. */
export const DETAILS_FILE = "movies_extrainfos.dat";

const FIELDS = 11;
const MOST_DIRECTORS = 20;
const unknown = new Set(["", "N/A"]);

/**
 * The films of {@link DETAILS_FILE}, which names directors, cast and plot beside MovieLens' numbers:
 * `id::title::year::rated::released::genres::director::writers::actors::plot::poster`.
 */
export async function* filmDetails(details: Member, reject: Reject): AsyncGenerator<FilmRow> {
  for await (const { first, lines } of readLines(details, "utf8")) {
    for (const [index, row] of lines.entries()) {
      if (row === "") continue;
      const fields = row.split("::");
      const [id = "", title = "", year = "", , , genres = "", directors = "", , actors = "", plot = ""] = fields;
      const film =
        fields.length === FIELDS ? movieLensFilm(id, `${title} (${year})`, listOf(genres)) : `has not ${FIELDS} fields`;
      const told = {
        directors: listOf(directors).slice(0, MOST_DIRECTORS),
        cast: listOf(actors),
        ...(unknown.has(plot) ? {} : { description: plot }),
      };
      const filmRow = movieLensRow(
        details,
        first + index,
        row,
        typeof film === "string" ? film : { ...film, ...told },
        reject,
      );
      if (filmRow) yield filmRow;
    }
  }
}

/** Names separated by commas; what stands in brackets behind one says what he did. */
function listOf(text: string): string[] {
  const names = text.split(",").map((name) => name.replace(/\(.*?\)/g, "").trim());
  return [...new Set(names)].filter((name) => !unknown.has(name));
}
