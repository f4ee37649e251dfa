import { ID_PATTERN, MovieInputSchema, type MovieFacts } from "@projectionist/contracts";
import { Type, type Static } from "typebox";
import { factsOf } from "../movies/movie-document.ts";

const { externalIds: _, countries, ...facts } = MovieInputSchema.properties;

/** A film of the bundled catalog: one line of `data/catalog/*.jsonl`. */
export const BundledFilmSchema = Type.Object(
  {
    id: Type.String({ pattern: ID_PATTERN }),
    ...facts,
    /** The main one; it comes first among `countries`. */
    country: Type.Optional(Type.Union([countries.items, Type.Null()])),
    countries,
  },
  { additionalProperties: false },
);
export type BundledFilm = Readonly<Static<typeof BundledFilmSchema>>;

/** The facts of a bundled film, its main country first. */
export function bundledFacts({ country, ...film }: BundledFilm): MovieFacts {
  const input = factsOf(film);
  return { ...input, countries: [...new Set([...(country ? [country] : []), ...input.countries])] };
}
