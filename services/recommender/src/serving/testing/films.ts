import type { Film } from "../../catalog-copy/film.ts";
import { createCatalogCopy, type CatalogCopy } from "../../catalog-copy/catalog-copy.ts";

type Facts = Partial<Omit<Film, "id">>;

export function film(id: string, facts: Facts = {}): Film {
  return {
    id,
    title: id,
    originalTitle: null,
    year: null,
    genres: [],
    runtime: null,
    language: null,
    countries: [],
    directors: [],
    cast: [],
    keywords: [],
    series: null,
    seriesOrder: null,
    description: null,
    ...facts,
  };
}

const horror = (id: string, year: number, facts: Facts = {}) =>
  film(id, { title: titled(id), year, genres: ["Horror"], directors: ["H. Director"], ...facts });
const romance = (id: string, year: number, facts: Facts = {}) =>
  film(id, { title: titled(id), year, genres: ["Romance"], directors: ["R. Director"], ...facts });

function titled(id: string): string {
  return id.replace("-", " ").replace(/^./, (letter) => letter.toUpperCase());
}

/** Horror and romance films, six each, with a series of three among the former, and a documentary that stands alone. */
export const films: readonly Film[] = [
  horror("horror-1", 1971, { series: "Saga", seriesOrder: 1 }),
  horror("horror-2", 1972, { series: "Saga", seriesOrder: 2 }),
  horror("horror-3", 1973, { series: "Saga", seriesOrder: 3 }),
  horror("horror-4", 1974, { cast: ["A. Player"] }),
  horror("horror-5", 1975, { cast: ["A. Player"] }),
  horror("horror-6", 1976),
  horror("horror-7", 1977),
  horror("horror-8", 1978),
  romance("romance-1", 1981),
  romance("romance-2", 1982),
  romance("romance-3", 1983),
  romance("romance-4", 1984),
  romance("romance-5", 1985),
  romance("romance-6", 1986),
  film("loner-1", { title: "Loner 1", year: 1990, genres: ["Documentary"] }),
];

export function catalogOf(all: readonly Film[] = films): CatalogCopy {
  const catalog = createCatalogCopy();
  for (const { id, ...facts } of all) {
    catalog.apply({ type: "MovieUpserted", eventId: id, occurredAt: 0, movieId: id, version: 1, ...facts });
  }
  return catalog;
}
