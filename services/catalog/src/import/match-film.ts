import { personIdOf, type ImportSource } from "@projectionist/contracts";
import type { TitleIndex } from "../index/title-index.ts";
import { titleKeys } from "./title-keys.ts";
import type { ImportRow } from "./import-row.ts";
import { externalIdEntries, type Draft, type KnownFilms } from "./known-films.ts";

/** Shorter titles are shared by too many films for a year that is only nearly right. */
const TELLING_TITLE = 10;

export type Matching = Readonly<{ source: ImportSource; films: KnownFilms; titles: Pick<TitleIndex, "find"> }>;

/** The film that has the row's source id, or an id of another numbering that the row knows too. */
export function matchById({ source, films }: Matching, row: ImportRow): Draft | undefined {
  const holder = films.holderOf(source, row.sourceId);
  if (holder) return holder;
  return externalIdEntries(row.externalIds)
    .map(([other, id]) => films.holderOf(other, id))
    .find((draft) => draft && mayBe(source, row, draft));
}

/**
 * The one film of the same year that goes by one of the row's titles; of several the one whose title proper is the same,
 * then the one with a director in common.
 */
export function matchByTitle(matching: Matching, row: ImportRow): Draft | undefined {
  const candidates = titled(matching, row, 0).filter((draft) => mayBe(matching.source, row, draft));
  const [match, ...others] = [sameTitle, shareDirector].reduce<Draft[]>((left, test) => {
    const better = left.length > 1 ? left.filter((draft) => test(row, draft)) : [];
    return better.length > 0 ? better : left;
  }, candidates);
  return others.length === 0 ? match : undefined;
}

/**
 * The one film of the year before or after with the same title proper, where that is long, no film of the very year has
 * the title, and the directors, if known, do not tell otherwise.
 */
export function matchByNearYear(matching: Matching, row: ImportRow): Draft | undefined {
  if (row.keys.primary.length < TELLING_TITLE || titled(matching, row, 0).length > 0) return undefined;
  const candidates = [-1, 1].flatMap((years) => titled(matching, row, years)).filter((draft) => sameTitle(row, draft));
  const [match, ...others] = candidates;
  if (!match || others.length > 0 || !mayBe(matching.source, row, match)) return undefined;
  return directorsOf(row.facts).size === 0 || directorsOf(match.document.facts).size === 0 || shareDirector(row, match)
    ? match
    : undefined;
}

/** Ids of all films that a row's titles may lead to. */
export function titleCandidates(titles: Pick<TitleIndex, "find">, { keys, facts: { year } }: ImportRow): string[] {
  if (year === null) return [];
  return [...keys.all].flatMap((key) => [year - 1, year, year + 1].flatMap((near) => titles.find(key, near)));
}

function titled({ films, titles }: Matching, { keys, facts: { year } }: ImportRow, later: number): Draft[] {
  if (year === null) return [];
  const ids = new Set([...keys.all].flatMap((key) => titles.find(key, year + later)));
  return [...ids].flatMap((id) => films.byId(id) ?? []).filter(({ document }) => document.facts?.year === year + later);
}

/** Whether the film can be the row's: it is there, and nobody's ids say otherwise. */
function mayBe(source: ImportSource, { externalIds }: ImportRow, { document }: Draft): boolean {
  if (!document.facts || document[source] !== undefined) return false;
  return externalIdEntries(externalIds).every(([other, id]) => (document[other] ?? id) === id);
}

function sameTitle({ keys }: ImportRow, { document: { facts } }: Draft): boolean {
  return facts !== null && keys.primary !== "" && titleKeys(facts.title).primary === keys.primary;
}

function shareDirector({ facts }: ImportRow, { document }: Draft): boolean {
  const directors = directorsOf(document.facts);
  return [...directorsOf(facts)].some((director) => directors.has(director));
}

function directorsOf(facts: Draft["document"]["facts"]): Set<string> {
  return new Set(facts?.directors.map(personIdOf));
}
