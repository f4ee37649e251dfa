import type { Stored } from "@projectionist/stores";
import { factsDigest } from "../movies/facts-digest.ts";
import type { MovieDocument } from "../movies/movie-document.ts";
import { writeMovies, type Catalog, type MovieWrite } from "../movies/write-movies.ts";
import { bundledFacts, type BundledFilm } from "./bundled-film.ts";

const BATCH = 500;

export type SeedResult = Readonly<{ written: number; unchanged: number }>;

/**
 * Brings bundled films into the catalog: those that are missing, and those whose bundled facts changed since they were
 * seeded. Films that were changed or removed by others meanwhile stay as they are. Repeating it writes nothing.
 */
export async function seedFilms(
  catalog: Catalog,
  films: AsyncIterable<BundledFilm> | readonly BundledFilm[],
): Promise<SeedResult> {
  const result = { written: 0, unchanged: 0 };
  for await (const batch of batchesOf(films)) {
    const stored = await catalog.movies.getMany(batch.map(({ id }) => id));
    const writes = batch.flatMap((film) => seedWrite(film, stored.get(film.id)) ?? []);
    const outcomes = await writeMovies(catalog, writes);
    const written = outcomes.filter(({ outcome }) => outcome === "written").length;
    result.written += written;
    result.unchanged += batch.length - written;
  }
  return result;
}

function seedWrite(film: BundledFilm, stored: Stored<MovieDocument> | undefined): MovieWrite | undefined {
  const facts = bundledFacts(film);
  const seed = factsDigest(facts);
  if (!stored) return { id: film.id, over: 0, document: { facts, seed } };
  const { value, version } = stored;
  const untouched = value.facts !== null && value.seed === factsDigest(value.facts);
  if (!untouched || value.seed === seed) return undefined;
  return { id: film.id, over: version, document: { ...value, facts, seed } };
}

async function* batchesOf(films: AsyncIterable<BundledFilm> | readonly BundledFilm[]): AsyncGenerator<BundledFilm[]> {
  let batch: BundledFilm[] = [];
  for await (const film of films) {
    batch.push(film);
    if (batch.length < BATCH) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}
