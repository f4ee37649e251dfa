import type { ImportResult } from "@projectionist/contracts";
import { ProblemError } from "@projectionist/service-kit";
import { fillFacts } from "./fill.ts";
import type { ImportRow } from "./import-row.ts";
import { externalIdEntries, type Draft } from "./known-films.ts";
import { matchById, matchByNearYear, matchByTitle, type Matching } from "./match-film.ts";

/**
 * Decides for each row of a batch which film it is, and writes what follows into `matching.films`. Surer matches come
 * first over the whole batch, so that no film goes to a row of a nearby year while another row is exactly it. A film
 * never gets two rows of the same source with different ids: the second becomes a film of its own.
 * @throws {ProblemError} `movie-exists` when the id that a new film would get is that of another film of the source
 */
export function planImport(matching: Matching, rows: readonly ImportRow[]): ImportResult[] {
  const results = new Map<ImportRow, ImportResult>();
  for (const match of [matchById, matchByTitle, matchByNearYear]) {
    for (const row of rows) {
      if (results.has(row)) continue;
      const draft = matchById(matching, row) ?? match(matching, row);
      if (draft) results.set(row, join(matching, row, draft));
    }
  }
  return rows.map((row) => results.get(row) ?? create(matching, row));
}

function create(matching: Matching, row: ImportRow): ImportResult {
  const { source, films } = matching;
  const twin = matchById(matching, row);
  if (twin) return join(matching, row, twin);
  const there = films.byId(row.ownId);
  if (there?.document.facts) {
    if (there.document[source] === undefined) return join(matching, row, there);
    throw new ProblemError("movie-exists", {
      errors: [{ path: `/movies/${row.position}/sourceId`, message: `the film ${row.ownId} has another ${source} id` }],
    });
  }
  const document = { facts: row.facts, ...freeIds(matching, row) };
  films.write(row.ownId, there?.over ?? 0, document);
  return { sourceId: row.sourceId, movieId: row.ownId, outcome: "created" };
}

function join(matching: Matching, row: ImportRow, draft: Draft): ImportResult {
  const { source, films } = matching;
  const { id, over, document } = draft;
  const isNew = document[source] === undefined;
  const facts = document.facts && fillFacts(document.facts, row.facts);
  const ids = Object.entries(freeIds(matching, row)).filter(([other]) => !Object.hasOwn(document, other));
  if (facts || ids.length > 0) {
    films.write(id, over, { ...document, ...Object.fromEntries(ids), ...(facts && { facts }) });
  }
  const outcome = isNew ? "matched" : facts || ids.length > 0 ? "updated" : "unchanged";
  return { sourceId: row.sourceId, movieId: id, outcome };
}

/** The row's external ids that no film has: sources do give one id of another numbering to two films. */
function freeIds({ films }: Matching, { externalIds }: ImportRow): ImportRow["externalIds"] {
  return Object.fromEntries(externalIdEntries(externalIds).filter(([other, id]) => !films.holderOf(other, id)));
}
