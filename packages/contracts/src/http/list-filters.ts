import { Type } from "typebox";
import { Country, Language, Year } from "./movie.ts";

/** The filters of lists of films, in a query string. */
export const listFilters = {
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
