import { titleKeys } from "../import/title-keys.ts";

type Titled = Readonly<{ id: string; title: string; originalTitle: string | null; year: number | null }>;

/** Films by the keys of their titles and their year; films of unknown year are under null. */
export type TitleIndex = Readonly<{
  add(film: Titled): void;
  remove(film: Titled): void;
  /** Ids of the films of that year which go by the key. */
  find(key: string, year: number | null): readonly string[];
}>;

export function createTitleIndex(): TitleIndex {
  const ids = new Map<string, readonly string[]>();
  const placesOf = ({ title, originalTitle, year }: Titled) =>
    [...titleKeys(title, originalTitle).all].map((key) => placeOf(key, year));
  return {
    add(film) {
      for (const place of placesOf(film)) ids.set(place, [...(ids.get(place) ?? []), film.id]);
    },
    remove(film) {
      for (const place of placesOf(film)) {
        const left = (ids.get(place) ?? []).filter((id) => id !== film.id);
        if (left.length > 0) ids.set(place, left);
        else ids.delete(place);
      }
    },
    find: (key, year) => ids.get(placeOf(key, year)) ?? [],
  };
}

function placeOf(key: string, year: number | null): string {
  return `${year ?? ""}:${key}`;
}
