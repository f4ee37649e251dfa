import { Compile } from "typebox/compile";
import {
  TmdbConfigurationSchema,
  TmdbMovieSchema,
  TmdbSearchSchema,
  type TmdbFound,
  type TmdbMovie,
} from "./tmdb-movie.ts";
import type { TmdbRequest } from "./tmdb-request.ts";

const POSTER_SIZE = "w500";

/** What the enrichment asks TMDB. @throws when it cannot be asked, or answers what is no such thing */
export type Tmdb = Readonly<{
  /** A film with its people and keywords, in one call; undefined when TMDB has it not, or no more. */
  movie(id: string): Promise<TmdbMovie | undefined>;
  /** Films that may go by the title and came out in the year. */
  search(title: string, year: number): Promise<readonly TmdbFound[]>;
  posterUrl(path: string): Promise<string>;
}>;

const isMovie = Compile(TmdbMovieSchema);
const isSearch = Compile(TmdbSearchSchema);
const isConfiguration = Compile(TmdbConfigurationSchema);

export function createTmdb(request: TmdbRequest): Tmdb {
  let posterBase: Promise<string> | undefined;

  async function readPosterBase(): Promise<string> {
    const reply = await request("/configuration");
    if (!isConfiguration.Check(reply)) throw unexpected("/configuration");
    const { secure_base_url: base, poster_sizes: sizes } = reply.images;
    return `${base}${sizes.includes(POSTER_SIZE) ? POSTER_SIZE : "original"}`;
  }

  return {
    async movie(id) {
      const path = `/movie/${encodeURIComponent(id)}?append_to_response=credits%2Ckeywords`;
      const reply = await request(path);
      if (reply === undefined) return undefined;
      if (!isMovie.Check(reply)) throw unexpected(path);
      return reply;
    },
    async search(title, year) {
      const query = new URLSearchParams({ query: title, year: String(year) });
      const path = `/search/movie?${query.toString()}`;
      const reply = await request(path);
      if (!isSearch.Check(reply)) throw unexpected(path);
      return reply.results;
    },
    async posterUrl(path) {
      return `${await (posterBase ??= readPosterBase())}${path}`;
    },
  };
}

function unexpected(path: string): Error {
  return new Error(`TMDB's reply to ${path} is not what it used to be: is TMDB_URL right?`);
}
