import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { Compile } from "typebox/compile";
import { BundledFilmSchema, type BundledFilm } from "./bundled-film.ts";

/** A file of the bundled catalog cannot be used; `message` names file, line, field and fault. */
export class BundledFilmError extends Error {
  constructor(place: string, fault: string, options?: ErrorOptions) {
    super(`${place}: ${fault}`, options);
    this.name = "BundledFilmError";
  }
}

const film = Compile(BundledFilmSchema);

/**
 * The films of a folder's `*.jsonl` files (JSON Lines, one film a line), in the order of file names and lines.
 * @throws {BundledFilmError} a line is no film, or an id comes twice
 */
export async function readBundledFilms(folder: string): Promise<BundledFilm[]> {
  const films = new Map<string, BundledFilm>();
  const files = (await readdir(folder)).filter((name) => name.endsWith(".jsonl")).sort();
  for (const file of files) {
    const lines = (await readFile(join(folder, file), "utf8")).split("\n");
    for (const [index, line] of lines.entries()) {
      if (line.trim() === "") continue;
      const place = `${file}:${index + 1}`;
      const parsed = parseFilm(line, place);
      if (films.has(parsed.id))
        throw new BundledFilmError(place, `the id ${parsed.id} was used before: give it another`);
      films.set(parsed.id, parsed);
    }
  }
  return [...films.values()];
}

function parseFilm(line: string, place: string): BundledFilm {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (error) {
    throw new BundledFilmError(place, "the line is not JSON", { cause: error });
  }
  if (film.Check(value)) return value;
  const [fault] = film.Errors(value);
  throw new BundledFilmError(place, `${fault?.instancePath || "the film"} ${fault?.message ?? "is not valid"}`);
}
