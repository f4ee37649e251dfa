import { catalogOperations as operations } from "@projectionist/contracts";
import { ProblemError, route } from "@projectionist/service-kit";
import type { FastifyInstance } from "fastify";
import { MalformedCursorError } from "../index/cursor.ts";
import { listGenres, listMovies, movieCards } from "../index/list-movies.ts";
import { personPage } from "../index/person-page.ts";
import { etagOf, isKnown } from "../movies/etag.ts";
import { presentMovie, readMovie } from "../movies/get-movie.ts";
import type { Catalog } from "../movies/write-movies.ts";
import { searchMovies } from "../search/search-movies.ts";
import { suggest } from "../search/suggest.ts";
import { filtersOf } from "./filters.ts";

export function readRoutes(app: FastifyInstance, catalog: Catalog): void {
  const { index } = catalog;

  route(app, operations.listMovies, async ({ query }) => {
    const { sort = "popularity", limit = 20, cursor } = query;
    const body = withCursor(() => listMovies(index, { filters: filtersOf(query), sort, limit, cursor }));
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
    const { q: text, limit = 20, cursor } = query;
    const body = withCursor(() => searchMovies(index, { text, filters: filtersOf(query), limit, cursor }));
    return { status: 200, body };
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

function withCursor<T>(list: () => T): T {
  try {
    return list();
  } catch (error) {
    if (!(error instanceof MalformedCursorError)) throw error;
    throw new ProblemError("malformed-cursor", {
      errors: [{ path: "query/cursor", message: "belongs to another list, or was altered" }],
    });
  }
}
