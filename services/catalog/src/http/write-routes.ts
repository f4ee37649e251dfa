import { catalogOperations as operations } from "@projectionist/contracts";
import { recordHeadersOf, route, type Origin } from "@projectionist/service-kit";
import type { FastifyInstance } from "fastify";
import { importMovies } from "../import/import-movies.ts";
import { deleteMovie, replaceMovie } from "../movies/change-movie.ts";
import { createMovie } from "../movies/create-movie.ts";
import { etagOf } from "../movies/etag.ts";
import type { Catalog } from "../movies/write-movies.ts";

export function writeRoutes(app: FastifyInstance, catalog: Catalog): void {
  const causedBy = (origin: Origin): Catalog => ({ ...catalog, recordHeaders: recordHeadersOf(origin) });

  route(app, operations.createMovie, async ({ body, origin }) => {
    const movie = await createMovie(causedBy(origin), body);
    return { status: 201, body: movie, headers: { etag: etagOf(movie), location: `/v1/movies/${movie.id}` } };
  });

  route(app, operations.replaceMovie, async ({ params, headers, body, origin }) => {
    const movie = await replaceMovie(causedBy(origin), params.movieId, body, headers["if-match"]);
    return { status: 200, body: movie, headers: { etag: etagOf(movie) } };
  });

  route(app, operations.deleteMovie, async ({ params, headers, origin }) => {
    await deleteMovie(causedBy(origin), params.movieId, headers["if-match"]);
    return { status: 204 };
  });

  route(app, operations.importMovies, async ({ body: { source, movies, dryRun = false }, origin }) => ({
    status: 200,
    body: { results: await importMovies(causedBy(origin), { source, movies, dryRun }) },
  }));
}
