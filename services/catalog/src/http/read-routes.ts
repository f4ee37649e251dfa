import { catalogOperations as operations, MOST_CANDIDATES, type SearchMode } from "@projectionist/contracts";
import { MalformedCursorError, ProblemError, route } from "@projectionist/service-kit";
import { deckOf } from "@projectionist/recsys";
import type { FastifyInstance } from "fastify";
import { makersOfFilm } from "../index/indexed-film.ts";
import { listGenres, listMovies, movieCards } from "../index/list-movies.ts";
import { personPage } from "../index/person-page.ts";
import { etagOf, isKnown } from "../movies/etag.ts";
import { presentMovie, readMovie } from "../movies/get-movie.ts";
import type { Catalog } from "../movies/write-movies.ts";
import { asCandidates } from "../search/candidates.ts";
import { createSearch } from "../search/search.ts";
import { suggest } from "../search/suggest.ts";
import { rankByWords, rankWithEither, type TextRanker } from "../search/text-ranker.ts";
import { chipsInQuery } from "./chips-in-query.ts";
import { filtersOf } from "./filters.ts";

export function readRoutes(app: FastifyInstance, catalog: Catalog, texts?: TextRanker): void {
  const { index } = catalog;
  const byWords = rankByWords(index);
  const search = createSearch(index, texts ? rankWithEither(texts, byWords) : byWords);

  route(app, operations.listMovies, async ({ query }) => {
    const { sort = "popularity", limit = 20, cursor } = query;
    const body = await withCursor(async () => listMovies(index, { filters: filtersOf(query), sort, limit, cursor }));
    return { status: 200, body };
  });

  route(app, operations.getMovie, async ({ params, headers }) => {
    const movie = presentMovie(catalog, await readMovie(catalog, params.movieId));
    const etag = etagOf(movie);
    if (isKnown(headers["if-none-match"], etag)) return { status: 304, headers: { etag } };
    return { status: 200, body: movie, headers: { etag } };
  });

  route(app, operations.listGenres, async () => ({
    status: 200,
    body: { items: listGenres(index).map(({ value, count }) => ({ name: value, count })) },
  }));

  route(app, operations.getPerson, async ({ params }) => {
    const body = personPage(index, params.personId);
    if (!body) throw new ProblemError("person-not-found");
    return { status: 200, body };
  });

  route(app, operations.searchMovies, async ({ query }) => {
    const { limit = 20, cursor } = query;
    const body = await withCursor(() => search({ ...askedIn(query), limit, cursor }));
    return { status: 200, body };
  });

  route(app, operations.searchCandidates, async ({ query }) => ({
    status: 200,
    body: asCandidates(await search({ ...askedIn(query), limit: MOST_CANDIDATES })),
  }));

  route(app, operations.moodCandidates, async ({ query }) => {
    const asked = { text: query.mood, mode: "mood", filters: filtersOf(query), limit: MOST_CANDIDATES } as const;
    const answer = await search(asked);
    const deck = deckOf(answer.items, ({ movie }) => makersOfFilm(index.get(movie.id)));
    return { status: 200, body: asCandidates({ ...answer, items: deck }) };
  });

  route(app, operations.suggestMovies, async ({ query: { q, limit = 8 } }) => ({
    status: 200,
    body: suggest(index, q, limit),
  }));

  route(app, operations.getMovieCards, async ({ body }) => ({
    status: 200,
    body: { items: movieCards(index, body.movieIds) },
  }));
}

type SearchParameters = Parameters<typeof filtersOf>[0] & Readonly<{ q?: string; chips?: string; mode?: SearchMode }>;

/** @throws {ProblemError} `validation-failed` */
function askedIn(query: SearchParameters) {
  const { q, chips, mode = "auto" } = query;
  if (q === undefined && chips === undefined) {
    const fault = { path: "query/q", message: "required: add it, or chips" };
    throw new ProblemError("validation-failed", { errors: [fault] });
  }
  const asked = chips === undefined ? undefined : chipsInQuery(chips);
  return { text: q ?? "", chips: asked, mode, filters: filtersOf(query) };
}

async function withCursor<T>(list: () => Promise<T>): Promise<T> {
  try {
    return await list();
  } catch (error) {
    if (!(error instanceof MalformedCursorError)) throw error;
    throw new ProblemError("malformed-cursor", {
      errors: [{ path: "query/cursor", message: "belongs to another list, or was altered" }],
    });
  }
}
