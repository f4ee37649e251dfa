import type { MovieRemoved, MovieUpserted } from "@projectionist/contracts";
import {
  compareIds,
  contentFeatures,
  createContentIndex,
  type ContentIndex,
  type SeriesPart,
} from "@projectionist/recsys";
import type { Film } from "./film.ts";

/** The films of the catalog as they stand now. Removed ones are unknown to it. */
export interface Catalog {
  film(id: string): Film | undefined;
  films(): Iterable<Film>;
  /** The films of a series that have a place in it, in order. */
  series(name: string): readonly SeriesPart[];
  /** The share of films that have the genre, 0–1. */
  genreShare(this: void, genre: string): number;
  genres(): Iterable<string>;
  /** Another number after every change of a film. */
  revision(): number;
  /** Likeness by what films are. */
  readonly content: Pick<ContentIndex, "nearest" | "shared" | "vector">;
}

export interface CatalogCopy extends Catalog {
  /** Takes a fact of the catalog; one that is older than what is known of the film is left out. */
  apply(event: MovieUpserted | MovieRemoved): void;
}

/** An empty copy, to be filled from `catalog.movies`. */
export function createCatalogCopy(): CatalogCopy {
  const films = new Map<string, Film>();
  const versions = new Map<string, number>();
  const parts = new Map<string, readonly SeriesPart[]>();
  const genreCounts = new Map<string, number>();
  const content = createContentIndex();
  let revision = 0;

  const countGenres = ({ genres }: Film, by: 1 | -1) => {
    for (const genre of new Set(genres)) {
      const count = (genreCounts.get(genre) ?? 0) + by;
      if (count > 0) genreCounts.set(genre, count);
      else genreCounts.delete(genre);
    }
  };

  const add = (film: Film) => {
    const { id, series, seriesOrder } = film;
    films.set(id, film);
    content.set(id, contentFeatures(film));
    countGenres(film, 1);
    if (series === null || seriesOrder === null) return;
    parts.set(series, [...(parts.get(series) ?? []), { id, order: seriesOrder }].sort(inOrder));
  };

  const remove = (id: string) => {
    const film = films.get(id);
    if (!film) return;
    films.delete(id);
    content.delete(id);
    countGenres(film, -1);
    if (film.series === null) return;
    const left = (parts.get(film.series) ?? []).filter((part) => part.id !== id);
    if (left.length > 0) parts.set(film.series, left);
    else parts.delete(film.series);
  };

  return {
    content,
    film: (id) => films.get(id),
    films: () => films.values(),
    genres: () => genreCounts.keys(),
    genreShare: (genre) => (genreCounts.get(genre) ?? 0) / Math.max(1, films.size),
    series: (name) => parts.get(name) ?? [],
    revision: () => revision,

    apply(event) {
      const { movieId: id, version } = event;
      if (version < (versions.get(id) ?? 0)) return;
      versions.set(id, version);
      revision++;
      remove(id);
      if (event.type === "MovieUpserted") add(filmOf(event));
    },
  };
}

function inOrder(a: SeriesPart, b: SeriesPart): number {
  return a.order - b.order || compareIds(a.id, b.id);
}

function filmOf(event: MovieUpserted): Film {
  const { type: _type, eventId: _eventId, occurredAt: _occurredAt, movieId: id, version: _version, ...facts } = event;
  return { id, ...facts };
}
