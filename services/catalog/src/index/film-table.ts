import { createDictionary } from "./dictionary.ts";
import type { IndexedFilm } from "./indexed-film.ts";
import { bayesianRating, popularityOf, type RatingCounts } from "./ratings.ts";
import { createSlots } from "./slots.ts";
import { createSlotLists, type SlotLists } from "./slot-lists.ts";

/** Numbers of all films by slot; a film keeps its slot while it is there, and slots are used again. */
export type FilmColumns = Readonly<{
  /** 1 where there is a film. */
  films: Uint8Array;
  /** 0 where it is unknown. */
  years: Int16Array;
  /** Minutes; 0 where it is unknown. */
  runtimes: Int16Array;
  /** -1 where it is unknown. */
  languages: Int16Array;
  popularities: Float64Array;
  /** Powers of ten of 1 + popularity. */
  fame: Float64Array;
  /** Bayesian averages. */
  ratings: Float64Array;
}>;

/**
 * The facts that all films are asked for at once, column by column and value by value: a pass over a column of 10,000 films
 * takes microseconds, one over the films themselves a millisecond.
 */
export interface FilmTable {
  /** Slots are below; until the next change. */
  readonly end: number;
  readonly columns: FilmColumns;
  readonly genres: Pick<SlotLists, "of" | "size">;
  readonly keywords: Pick<SlotLists, "of" | "size">;
  readonly countries: Pick<SlotLists, "of" | "size">;
  /** The slots of a series' films. */
  ofSeries(name: string): Int32Array;
  /** By slot; what stands where no film is means nothing. */
  readonly ids: readonly string[];
  film(slot: number): IndexedFilm | undefined;
  slotOf(id: string): number | undefined;
}

export interface GrowingTable extends FilmTable {
  /** Adds the film, or replaces it in its slot; answers the slot. */
  put(film: IndexedFilm): number;
  remove(id: string): void;
  setRatings(id: string, counts: RatingCounts): void;
}

export function createFilmTable(): GrowingTable {
  const [genres, keywords, countries] = [createSlotLists(), createSlotLists(), createSlotLists()];
  const [seriesNames, series] = [createDictionary(), createSlotLists()];
  const films: (IndexedFilm | undefined)[] = [];
  const slots = createSlots();
  let columns = columnsOf(64);

  function setRatings(id: string, counts: RatingCounts): void {
    const slot = slots.of(id);
    if (slot === undefined) return;
    const popularity = popularityOf(counts);
    columns.popularities[slot] = popularity;
    columns.fame[slot] = Math.log10(1 + popularity);
    columns.ratings[slot] = bayesianRating(counts);
  }

  function changeLists(change: "add" | "remove", film: IndexedFilm, slot: number): void {
    for (const genre of new Set(film.genres)) genres[change](genre, slot);
    for (const keyword of new Set(film.keywords)) keywords[change](keyword, slot);
    for (const country of new Set(film.countries)) countries[change](country, slot);
    if (film.series !== null) series[change](seriesNames.numberOf(film.series), slot);
  }

  return {
    get end() {
      return slots.ids.length;
    },
    get columns() {
      return columns;
    },
    genres,
    keywords,
    countries,
    ofSeries: (name) => series.of(seriesNames.find(name) ?? -1),
    ids: slots.ids,
    film: (slot) => films[slot],
    slotOf: (id) => slots.of(id),
    put(film) {
      const slot = slots.take(film.id);
      if (slot >= columns.films.length) columns = columnsOf(2 * slot, columns);
      const old = films[slot];
      if (old) changeLists("remove", old, slot);
      films[slot] = film;
      columns.films[slot] = 1;
      columns.years[slot] = film.year ?? 0;
      columns.runtimes[slot] = film.runtime ?? 0;
      columns.languages[slot] = film.language ?? -1;
      setRatings(film.id, film.counts);
      changeLists("add", film, slot);
      return slot;
    },
    remove(id) {
      const slot = slots.free(id);
      if (slot === undefined) return;
      changeLists("remove", films[slot]!, slot);
      films[slot] = undefined;
      columns.films[slot] = 0;
    },
    setRatings,
  };
}

function columnsOf(room: number, old?: FilmColumns): FilmColumns {
  const columns = {
    films: new Uint8Array(room),
    years: new Int16Array(room),
    runtimes: new Int16Array(room),
    languages: new Int16Array(room),
    popularities: new Float64Array(room),
    fame: new Float64Array(room),
    ratings: new Float64Array(room),
  };
  if (!old) return columns;
  columns.films.set(old.films);
  columns.years.set(old.years);
  columns.runtimes.set(old.runtimes);
  columns.languages.set(old.languages);
  columns.popularities.set(old.popularities);
  columns.fame.set(old.fame);
  columns.ratings.set(old.ratings);
  return columns;
}
