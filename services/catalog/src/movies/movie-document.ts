import {
  personIdOf,
  type ExternalIdsSchema,
  type Movie,
  type MovieFacts,
  type MovieInput,
} from "@projectionist/contracts";
import type { Collection, CollectionDefinition } from "@projectionist/stores";
import type { Static } from "typebox";

export type ExternalIds = Static<typeof ExternalIdsSchema>;
export const externalSources = ["movielens", "ml100k", "imdb", "tmdb"] as const;
export type ExternalSource = (typeof externalSources)[number];

/** A film as it is stored; its version is the document's. */
export type MovieDocument = ExternalIds &
  Readonly<{
    /** Null once the film was removed: the document stays, so that its version counts on and seeding leaves it alone. */
    facts: MovieFacts | null;
    /** Where an image of its poster is. */
    posterUrl?: string;
    /** {@link factsDigest} of the bundled facts that were last seeded into it. */
    seed?: string;
  }>;

export type MovieCollection = Collection<MovieDocument>;

/** No two films share an id of another numbering. */
export const movieCollection: CollectionDefinition<MovieDocument> = {
  name: "movies",
  unique: externalSources.map((source) => [source]),
};

/** The facts that a client's input states, with what it leaves out as unknown. */
export function factsOf(input: MovieInput): MovieFacts {
  return {
    title: input.title,
    originalTitle: input.originalTitle ?? null,
    year: input.year ?? null,
    genres: input.genres ?? [],
    runtime: input.runtime ?? null,
    language: input.language ?? null,
    countries: input.countries ?? [],
    directors: input.directors ?? [],
    cast: input.cast ?? [],
    keywords: input.keywords ?? [],
    series: input.series ?? null,
    seriesOrder: input.seriesOrder ?? null,
    description: input.description ?? null,
  };
}

/** The ids of other numberings that an object holds, and nothing else of it. */
export function externalIdsOf(holder: ExternalIds): ExternalIds {
  return Object.fromEntries(
    externalSources.flatMap((source) => (holder[source] === undefined ? [] : [[source, holder[source]]])),
  );
}

/** The film as clients see it. */
export function movieOf(
  id: string,
  version: number,
  facts: MovieFacts,
  document: Pick<MovieDocument, ExternalSource | "posterUrl">,
  rating: Movie["rating"],
): Movie {
  const people = (names: readonly string[]) => names.map((name) => ({ id: personIdOf(name), name }));
  return {
    id,
    title: facts.title,
    originalTitle: facts.originalTitle,
    year: facts.year,
    genres: [...facts.genres],
    runtime: facts.runtime,
    language: facts.language,
    country: facts.countries[0] ?? null,
    countries: [...facts.countries],
    directors: people(facts.directors),
    cast: people(facts.cast),
    keywords: [...facts.keywords],
    series: facts.series,
    seriesOrder: facts.seriesOrder,
    description: facts.description,
    externalIds: externalIdsOf(document),
    rating,
    posterUrl: document.posterUrl ?? null,
    version,
  };
}
