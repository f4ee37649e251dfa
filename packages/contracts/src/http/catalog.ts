import { Type } from "typebox";
import { Closed, Cursor, Empty, Id, Limit, MovieParams, OneOf } from "./common.ts";
import { listFilters } from "./list-filters.ts";
import { moodQuery } from "./mood.ts";
import { ImportResultSchema, ImportedMovieSchema, importSources } from "./movie-import.ts";
import { MovieCardSchema, MovieInputSchema, MovieSchema, movieFields } from "./movie.ts";
import { operation } from "./operation.ts";
import { candidatesReply, searchQuery, searchReply, suggestReply } from "./search.ts";

export const movieSorts = ["popularity", "rating", "year", "-year", "title"] as const;

const FacetSchema = Type.Array(Type.Object({ value: Type.String(), count: Type.Integer() }));
const FacetsSchema = Type.Object({
  genres: FacetSchema,
  decades: FacetSchema,
  languages: FacetSchema,
  countries: FacetSchema,
});
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
          facets: FacetsSchema,
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
    summary: "Search films by title as you type, or by a wish in a viewer's own words; typing errors are forgiven",
    description:
      "What was understood of the words comes back as chips, which a client may edit and send instead of them. Pages of one search " +
      "stay as they were while films come and go. With a viewer's token his taste is in the order: it tells apart what answers the " +
      "words about as well, and puts no film before one of the title that was typed, or that meets a chip which it does not.",
    schema: {
      querystring: Closed({ ...searchQuery, ...listFilters, cursor: Cursor }),
      response: { 200: Type.Object({ ...searchReply, facets: FacetsSchema }) },
    },
  }),
  searchCandidates: operation({
    id: "searchCandidates",
    method: "GET",
    path: "/internal/search",
    service: "catalog",
    access: "public",
    tag: "internal",
    summary: "A search's best films, for who would put them in another order",
    exposed: false,
    schema: {
      querystring: Closed({ ...searchQuery, ...listFilters }),
      response: { 200: Type.Object({ ...candidatesReply, facets: FacetsSchema }) },
    },
  }),
  moodCandidates: operation({
    id: "moodCandidates",
    method: "GET",
    path: "/internal/moods",
    service: "catalog",
    access: "public",
    tag: "internal",
    summary: "The films that fit a mood best, for who would put them in another order",
    exposed: false,
    schema: {
      querystring: Closed(moodQuery),
      response: { 200: Type.Object({ ...candidatesReply, facets: FacetsSchema }) },
    },
  }),
  suggestMovies: operation({
    id: "suggestMovies",
    method: "GET",
    path: "/v1/search/suggest",
    service: "catalog",
    access: "public",
    tag: "catalog",
    summary: "Films, people, genres and moods for what has been typed so far",
    schema: {
      querystring: Closed({ q: Type.String({ minLength: 1, maxLength: 100 }), limit: Limit(8, 20) }),
      response: { 200: Type.Object(suggestReply) },
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
