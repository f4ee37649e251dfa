import { Type, type Static } from "typebox";
import { Closed, Id, OneOf } from "./common.ts";
import { Text, movieFields } from "./movie.ts";

export const ImportedMovieSchema = Closed({ sourceId: Text(20), ...movieFields });
export type ImportedMovie = Static<typeof ImportedMovieSchema>;

/** Where imported films come from; each numbers films in its own way. */
export const importSources = ["movielens", "ml100k", "tmdb"] as const;
export type ImportSource = (typeof importSources)[number];

export const ImportResultSchema = Type.Object({
  sourceId: Type.String(),
  movieId: Id,
  outcome: OneOf(["created", "matched", "updated", "unchanged"], {
    description: "matched: the film was there under another id and now knows this source's id too.",
  }),
});
export type ImportResult = Static<typeof ImportResultSchema>;
