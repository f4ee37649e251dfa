import type { ImportedMovie } from "@projectionist/contracts";
import { Type, type Static } from "typebox";

const Text = Type.String();
const Maybe = <T extends Parameters<typeof Type.Union>[0][number]>(schema: T) =>
  Type.Optional(Type.Union([schema, Type.Null()]));
const Named = Type.Object({ name: Text });

/** What is read of a film of TMDB, `GET /movie/{id}?append_to_response=credits,keywords`. */
export const TmdbMovieSchema = Type.Object({
  id: Type.Integer(),
  title: Text,
  original_title: Maybe(Text),
  release_date: Maybe(Text),
  runtime: Maybe(Type.Number()),
  original_language: Maybe(Text),
  overview: Maybe(Text),
  imdb_id: Maybe(Text),
  poster_path: Maybe(Text),
  genres: Maybe(Type.Array(Named)),
  production_countries: Maybe(Type.Array(Type.Object({ iso_3166_1: Text }))),
  belongs_to_collection: Maybe(Named),
  credits: Maybe(
    Type.Object({
      cast: Maybe(Type.Array(Named)),
      crew: Maybe(Type.Array(Type.Object({ name: Text, job: Maybe(Text) }))),
    }),
  ),
  keywords: Maybe(Type.Object({ keywords: Maybe(Type.Array(Named)) })),
});
export type TmdbMovie = Static<typeof TmdbMovieSchema>;

export const TmdbSearchSchema = Type.Object({
  results: Type.Array(
    Type.Object({ id: Type.Integer(), title: Text, original_title: Maybe(Text), release_date: Maybe(Text) }),
  ),
});
export type TmdbFound = Static<typeof TmdbSearchSchema>["results"][number];

export const TmdbConfigurationSchema = Type.Object({
  images: Type.Object({ secure_base_url: Text, poster_sizes: Type.Array(Text) }),
});

const MOST_ACTORS = 20;
const MOST_NAMES = 20;
const MOST_KEYWORDS = 50;

/** A film of TMDB in the words of an import. */
export function importedMovie(movie: TmdbMovie): ImportedMovie {
  const { title, original_title: original, runtime, original_language: language, overview, imdb_id: imdb } = movie;
  const crew = movie.credits?.crew ?? [];
  const countries = (movie.production_countries ?? []).map((country) => country.iso_3166_1);
  return {
    sourceId: String(movie.id),
    title: title.slice(0, 300),
    originalTitle: original && original !== title ? original.slice(0, 300) : null,
    year: yearOf(movie),
    genres: names(movie.genres, MOST_NAMES),
    runtime: runtime && runtime >= 1 && runtime <= 6_000 ? Math.round(runtime) : null,
    // "xx" is TMDB's word for no language.
    language: language && /^[a-z]{2}$/.test(language) && language !== "xx" ? language : null,
    countries: [...new Set(countries.filter((country) => /^[A-Z]{2}$/.test(country)))].slice(0, MOST_NAMES),
    directors: names(
      crew.filter(({ job }) => job === "Director"),
      MOST_NAMES,
    ),
    cast: names(movie.credits?.cast, MOST_ACTORS),
    keywords: names(movie.keywords?.keywords, MOST_KEYWORDS),
    series: movie.belongs_to_collection?.name.replace(/ Collection$/, "").slice(0, 200) || null,
    description: overview?.slice(0, 5_000) || null,
    ...(imdb && /^tt\d+$/.test(imdb) && { externalIds: { imdb } }),
  };
}

/** The year that a film came out; null when TMDB does not know. */
export function yearOf({ release_date: date }: Pick<TmdbMovie, "release_date">): number | null {
  const [year] = /^\d{4}/.exec(date ?? "") ?? [];
  return year === undefined ? null : Number(year);
}

function names(list: readonly Readonly<{ name: string }>[] | null | undefined, most: number): string[] {
  const wanted = (list ?? []).map(({ name }) => name.trim()).filter((name) => name !== "" && name.length <= 200);
  return [...new Set(wanted)].slice(0, most);
}
