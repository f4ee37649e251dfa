import { Type, type Static } from "typebox";
import { Closed, Id, Nullable } from "./common.ts";

export const Text = (maxLength: number) => Type.String({ minLength: 1, maxLength });
export const Year = Type.Integer({ minimum: 1870, maximum: 2100 });
const Names = (maxItems: number) => Type.Array(Text(200), { maxItems, uniqueItems: true });
export const Language = Type.String({ pattern: "^[a-z]{2,3}$", description: "ISO 639-1, such as en." });
export const Country = Type.String({ pattern: "^[A-Z]{2}$", description: "ISO 3166-1 alpha-2, such as GB." });

const Rating = Type.Object({ average: Type.Number(), count: Type.Integer() });
export const PersonReference = Type.Object({ id: Id, name: Type.String() });
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

/** What is told of a film when it is written. */
export const movieFields = {
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
