import { Type, type Static } from "typebox";
import { Closed, Cursor, Empty, Id, Limit, MovieParams, Nullable, OneOf, PageOf } from "./common.ts";
import { operation } from "./operation.ts";

const Text = (maxLength: number) => Type.String({ minLength: 1, maxLength });
const Year = Type.Integer({ minimum: 1870, maximum: 2100 });
const Names = (maxItems: number) => Type.Array(Text(200), { maxItems, uniqueItems: true });
const Language = Type.String({ pattern: "^[a-z]{2,3}$", description: "ISO 639-1, such as en." });
const Country = Type.String({ pattern: "^[A-Z]{2}$", description: "ISO 3166-1 alpha-2, such as GB." });

const Rating = Type.Object({ average: Type.Number(), count: Type.Integer() });
const PersonReference = Type.Object({ id: Id, name: Type.String() });
export const ExternalIdsSchema = Type.Object(
  {
    movielens: Type.Optional(Text(20)),
    ml100k: Type.Optional(Text(20)),
    imdb: Type.Optional(Text(20)),
    tmdb: Type.Optional(Text(20)),
  },
  { additionalProperties: false },
);

/** What a list shows of a film. Only the id is sure to be there when the catalog could not be asked. */
export const MovieCardSchema = Type.Object({
  id: Id,
  title: Type.Optional(Type.String()),
  year: Type.Optional(Nullable(Type.Integer())),
  genres: Type.Optional(Type.Array(Type.String())),
  runtime: Type.Optional(Nullable(Type.Integer())),
  language: Type.Optional(Nullable(Type.String())),
  country: Type.Optional(Nullable(Type.String())),
  directors: Type.Optional(Type.Array(Type.String())),
  rating: Type.Optional(Nullable(Rating)),
  posterUrl: Type.Optional(Nullable(Type.String())),
});
export type MovieCard = Static<typeof MovieCardSchema>;

export const MovieSchema = Type.Object({
  id: Id,
  title: Type.String(),
  originalTitle: Nullable(Type.String()),
  year: Nullable(Type.Integer()),
  genres: Type.Array(Type.String()),
  runtime: Nullable(Type.Integer({ description: "Minutes." })),
  language: Nullable(Type.String()),
  country: Nullable(Type.String()),
  countries: Type.Array(Type.String()),
  directors: Type.Array(PersonReference),
  cast: Type.Array(PersonReference),
  keywords: Type.Array(Type.String()),
  series: Nullable(Type.String()),
  seriesOrder: Nullable(Type.Integer()),
  description: Nullable(Type.String()),
  externalIds: ExternalIdsSchema,
  rating: Nullable(Rating),
  posterUrl: Nullable(Type.String({ format: "uri", description: "Where an image of its poster is." })),
  version: Type.Integer(),
});
export type Movie = Static<typeof MovieSchema>;

const movieFields = {
  title: Text(300),
  originalTitle: Type.Optional(Nullable(Text(300))),
  year: Type.Optional(Nullable(Year)),
  genres: Type.Optional(Names(20)),
  runtime: Type.Optional(Nullable(Type.Integer({ minimum: 1, maximum: 6000 }))),
  language: Type.Optional(Nullable(Language)),
  countries: Type.Optional(Type.Array(Country, { maxItems: 20, uniqueItems: true })),
  directors: Type.Optional(Names(20)),
  cast: Type.Optional(Names(50)),
  keywords: Type.Optional(Names(50)),
  series: Type.Optional(Nullable(Text(200))),
  seriesOrder: Type.Optional(Nullable(Type.Integer({ minimum: 1, maximum: 1000 }))),
  description: Type.Optional(Nullable(Text(5000))),
  externalIds: Type.Optional(ExternalIdsSchema),
};
export const MovieInputSchema = Closed(movieFields);
export type MovieInput = Static<typeof MovieInputSchema>;

const ImportedMovieSchema = Closed({ sourceId: Text(20), ...movieFields });
export type ImportedMovie = Static<typeof ImportedMovieSchema>;

/** Where imported films come from; each numbers films in its own way. */
export const importSources = ["movielens", "ml100k", "tmdb"] as const;
export type ImportSource = (typeof importSources)[number];

const ImportResultSchema = Type.Object({
  sourceId: Type.String(),
  movieId: Id,
  outcome: OneOf(["created", "matched", "updated", "unchanged"], {
    description: "matched: the film was there under another id and now knows this source's id too.",
  }),
});
export type ImportResult = Static<typeof ImportResultSchema>;

export const movieSorts = ["popularity", "rating", "year", "-year", "title"] as const;

const listFilters = {
  genre: Type.Optional(
    Type.String({ maxLength: 400, description: "Genres that a film must all have, separated by commas." }),
  ),
  notGenre: Type.Optional(
    Type.String({ maxLength: 400, description: "Genres that it must not have, separated by commas." }),
  ),
  yearFrom: Type.Optional(Year),
  yearTo: Type.Optional(Year),
  runtimeMax: Type.Optional(Type.Integer({ minimum: 1, maximum: 6000 })),
  language: Type.Optional(Language),
  country: Type.Optional(Country),
  minRating: Type.Optional(Type.Number({ minimum: 0.5, maximum: 5 })),
};

const FacetSchema = Type.Array(Type.Object({ value: Type.String(), count: Type.Integer() }));
const IfNoneMatch = Type.Object({ "if-none-match": Type.Optional(Type.String({ maxLength: 200 })) });
const IfMatch = Type.Object({ "if-match": Type.Optional(Type.String({ maxLength: 200 })) });
const MovieWritten = Type.Object({ ...MovieSchema.properties });

export const catalogOperations = {
  listMovies: operation({
    id: "listMovies",
    method: "GET",
    path: "/v1/movies",
    service: "catalog",
    access: "public",
    tag: "catalog",
    summary: "Films, filtered and sorted, with facets",
    schema: {
      querystring: Closed({
        ...listFilters,
        sort: Type.Optional(OneOf(movieSorts, { default: "popularity" })),
        limit: Limit(20, 1000),
        cursor: Cursor,
      }),
      response: {
        200: Type.Object({
          items: Type.Array(MovieCardSchema),
          nextCursor: Type.Optional(Type.String()),
          total: Type.Integer({ description: "How many films meet the filters." }),
          facets: Type.Object({
            genres: FacetSchema,
            decades: FacetSchema,
            languages: FacetSchema,
            countries: FacetSchema,
          }),
        }),
      },
    },
  }),
  getMovie: operation({
    id: "getMovie",
    method: "GET",
    path: "/v1/movies/:movieId",
    service: "catalog",
    access: "public",
    tag: "catalog",
    summary: "A film",
    schema: { params: MovieParams, headers: IfNoneMatch, response: { 200: MovieSchema, 304: Empty } },
  }),
  listGenres: operation({
    id: "listGenres",
    method: "GET",
    path: "/v1/genres",
    service: "catalog",
    access: "public",
    tag: "catalog",
    summary: "The genres, with how many films each has",
    schema: {
      response: {
        200: Type.Object({ items: Type.Array(Type.Object({ name: Type.String(), count: Type.Integer() })) }),
      },
    },
  }),
  getPerson: operation({
    id: "getPerson",
    method: "GET",
    path: "/v1/people/:personId",
    service: "catalog",
    access: "public",
    tag: "catalog",
    summary: "A person, with the films directed and acted in",
    schema: {
      params: Closed({ personId: Type.String({ ...Id, examples: ["ridley-scott"] }) }),
      response: {
        200: Type.Object({
          id: Id,
          name: Type.String(),
          directed: Type.Array(MovieCardSchema),
          acted: Type.Array(MovieCardSchema),
        }),
      },
    },
  }),
  searchMovies: operation({
    id: "searchMovies",
    method: "GET",
    path: "/v1/search",
    service: "catalog",
    access: "public",
    tag: "catalog",
    summary: "Search films by title, people and keywords; typing errors are forgiven",
    schema: {
      querystring: Closed({
        q: Type.String({ minLength: 1, maxLength: 200, examples: ["totorro"] }),
        ...listFilters,
        limit: Limit(20, 100),
        cursor: Cursor,
      }),
      response: {
        200: Type.Object({
          ...PageOf(Type.Object({ movie: MovieCardSchema, score: Type.Number(), matched: Type.Array(Type.String()) }))
            .properties,
          total: Type.Integer(),
        }),
      },
    },
  }),
  suggestMovies: operation({
    id: "suggestMovies",
    method: "GET",
    path: "/v1/search/suggest",
    service: "catalog",
    access: "public",
    tag: "catalog",
    summary: "Films and people for what has been typed so far",
    schema: {
      querystring: Closed({ q: Type.String({ minLength: 1, maxLength: 100 }), limit: Limit(8, 20) }),
      response: {
        200: Type.Object({
          movies: Type.Array(MovieCardSchema),
          people: Type.Array(PersonReference),
        }),
      },
    },
  }),
  createMovie: operation({
    id: "createMovie",
    method: "POST",
    path: "/v1/movies",
    service: "catalog",
    access: ["admin", "catalog:write"],
    tag: "catalog",
    summary: "Add a film",
    schema: {
      body: Closed({ id: Type.Optional(Id), ...movieFields }, { examples: [{ title: "My Film", year: 2026 }] }),
      response: { 201: MovieWritten },
    },
  }),
  replaceMovie: operation({
    id: "replaceMovie",
    method: "PUT",
    path: "/v1/movies/:movieId",
    service: "catalog",
    access: ["admin", "catalog:write"],
    tag: "catalog",
    summary: "Replace a film's facts; `if-match` guards against lost updates",
    schema: { params: MovieParams, headers: IfMatch, body: MovieInputSchema, response: { 200: MovieWritten } },
  }),
  deleteMovie: operation({
    id: "deleteMovie",
    method: "DELETE",
    path: "/v1/movies/:movieId",
    service: "catalog",
    access: ["admin", "catalog:write"],
    tag: "catalog",
    summary: "Remove a film",
    schema: { params: MovieParams, headers: IfMatch, response: { 204: Empty } },
  }),
  importMovies: operation({
    id: "importMovies",
    method: "POST",
    path: "/v1/movies/import",
    service: "catalog",
    access: ["admin", "catalog:write"],
    tag: "catalog",
    summary: "Bring in films of another numbering, matching those already there",
    description:
      "A film is found by the source's id, else by normalised title and year. Facts that are missing are filled, none is overwritten.",
    bodyLimit: 4_194_304,
    schema: {
      body: Closed({
        source: OneOf(importSources),
        movies: Type.Array(ImportedMovieSchema, { minItems: 1, maxItems: 500 }),
        dryRun: Type.Optional(Type.Boolean()),
      }),
      response: { 200: Type.Object({ results: Type.Array(ImportResultSchema) }) },
    },
  }),
  getMovieCards: operation({
    id: "getMovieCards",
    method: "POST",
    path: "/internal/movies/cards",
    service: "catalog",
    access: "public",
    tag: "internal",
    summary: "The cards of films, those that exist",
    exposed: false,
    schema: {
      body: Closed({ movieIds: Type.Array(Id, { maxItems: 1000 }) }),
      response: { 200: Type.Object({ items: Type.Array(MovieCardSchema) }) },
    },
  }),
} as const;
