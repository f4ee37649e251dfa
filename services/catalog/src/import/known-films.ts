import type { Stored } from "@projectionist/stores";
import {
  externalSources,
  type ExternalIds,
  type ExternalSource,
  type MovieDocument,
} from "../movies/movie-document.ts";

/** A film as the batch leaves it so far. */
export type Draft = { readonly id: string; readonly over: number; document: MovieDocument; changed: boolean };

/** The films that a batch may touch: those stored, and those it creates. */
export type KnownFilms = Readonly<{
  byId(id: string): Draft | undefined;
  holderOf(source: ExternalSource, externalId: string): Draft | undefined;
  /** Changes a film, or creates it over a version (0: none). */
  write(id: string, over: number, document: MovieDocument): Draft;
  changed(): Draft[];
}>;

export function createKnownFilms(stored: Iterable<Stored<MovieDocument>>): KnownFilms {
  const drafts = new Map<string, Draft>();
  const holders = new Map<string, Draft>();

  function keep(draft: Draft): Draft {
    drafts.set(draft.id, draft);
    for (const [source, id] of externalIdEntries(draft.document)) holders.set(`${source}:${id}`, draft);
    return draft;
  }
  for (const { id, version, value } of stored) {
    if (!drafts.has(id)) keep({ id, over: version, document: value, changed: false });
  }

  return {
    byId: (id) => drafts.get(id),
    holderOf: (source, externalId) => holders.get(`${source}:${externalId}`),
    write(id, over, document) {
      const draft = drafts.get(id) ?? { id, over, document, changed: true };
      draft.document = document;
      draft.changed = true;
      return keep(draft);
    },
    changed: () => [...drafts.values()].filter(({ changed }) => changed),
  };
}

export function externalIdEntries(ids: ExternalIds): [ExternalSource, string][] {
  return externalSources.flatMap((source): [ExternalSource, string][] => {
    const id = ids[source];
    return id === undefined ? [] : [[source, id]];
  });
}
