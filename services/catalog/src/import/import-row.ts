import type { FieldFault, ImportedMovie, ImportSource, MovieFacts } from "@projectionist/contracts";
import { ProblemError } from "@projectionist/service-kit";
import { factsOf, type ExternalIds } from "../movies/movie-document.ts";
import { translateGenres } from "./source-genres.ts";
import { displayTitle, titleKeys, type TitleKeys } from "./title-keys.ts";

const idPrefix: Readonly<Record<ImportSource, string>> = { movielens: "ml", ml100k: "ml100k", tmdb: "tmdb" };
const SOURCE_ID = /^[A-Za-z0-9._:-]+$/;

/** A film as its source tells it, in our words. */
export type ImportRow = Readonly<{
  /** Its place in the batch. */
  position: number;
  sourceId: string;
  /** The id it gets when it is not there yet: no other numbering leads to it. */
  ownId: string;
  facts: MovieFacts;
  /** The source's own id included. */
  externalIds: ExternalIds;
  keys: TitleKeys;
}>;

/**
 * Reads a batch. A year that stands only in the title is taken from there.
 * @throws {ProblemError} `validation-failed` naming the rows whose source id cannot be part of an id, or contradicts itself
 */
export function readRows(source: ImportSource, movies: readonly ImportedMovie[]): ImportRow[] {
  const errors = movies.flatMap((movie, position) => faultsOf(source, movie, position));
  if (errors.length > 0) throw new ProblemError("validation-failed", { errors });
  return movies.map(({ sourceId, externalIds, ...input }, position) => {
    const { genres, keywords } = translateGenres(source, input.genres ?? []);
    const facts = {
      ...factsOf(input),
      title: displayTitle(input.title) || input.title,
      year: input.year ?? yearIn(input.title),
      genres,
      keywords: [...new Set([...(input.keywords ?? []), ...keywords])],
    };
    return {
      position,
      sourceId,
      ownId: `${idPrefix[source]}-${sourceId}`,
      facts,
      externalIds: { ...externalIds, [source]: sourceId },
      keys: titleKeys(input.title, facts.originalTitle),
    };
  });
}

function faultsOf(source: ImportSource, { sourceId, externalIds }: ImportedMovie, position: number): FieldFault[] {
  const stated = externalIds?.[source];
  const faults: FieldFault[] = [];
  if (!SOURCE_ID.test(sourceId)) {
    faults.push({ path: `/movies/${position}/sourceId`, message: "must consist of letters, digits and . _ : -" });
  }
  if (stated !== undefined && stated !== sourceId) {
    faults.push({ path: `/movies/${position}/externalIds/${source}`, message: "differs from sourceId: leave it out" });
  }
  return faults;
}

function yearIn(title: string): number | null {
  const [, year] = /\((\d{4})\)\s*$/.exec(title) ?? [];
  return year === undefined ? null : Number(year);
}
