import type { Mood } from "./words/moods.ts";
import type { Quality } from "./words/qualities.ts";

/** Whole numbers, both ends included; an end that is left out is open. */
export type Range = Readonly<{ from?: number; to?: number }>;

/**
 * What a part of a query asks for, and what comes of it:
 *
 * - `title` (the title of a film): films of that name come first, whatever else is asked;
 * - `genre`, `year`, `runtime` (minutes), `language` and `country` (ISO codes; any of the countries) and `person` (as the
 *   catalog spells the name; a `role` narrows it) filter: a film of which the fact is unknown does not meet them;
 * - `keyword`, `mood`, `quality` and `like` (a film's id) boost, for no catalog tells all of that: they exclude no film.
 */
export type Wish =
  | Readonly<{ kind: "title" | "like" | "genre" | "keyword" | "language"; value: string }>
  | Readonly<{ kind: "mood"; value: Mood }>
  | Readonly<{ kind: "quality"; value: Quality }>
  | Readonly<{ kind: "person"; value: string; role?: "director" | "cast" }>
  | Readonly<{ kind: "country"; value: readonly string[] }>
  | Readonly<{ kind: "year"; value: Range }>
  | Readonly<{ kind: "runtime"; value: Range }>;

/**
 * A wish and where it was read: `text` is `query.slice(...span)`. `negated` asks for films of which it is not so: a filter
 * that excludes, for keywords and titles too; negated moods, qualities and likenesses lower a film instead. `soft` is one
 * that would filter and only raises, because it was read from within a story, which may say it of something else.
 */
export type Chip = Wish &
  Readonly<{ text: string; span: readonly [start: number, end: number]; negated?: true; soft?: true }>;

/** Whether the chip decides which films are answered, and not only in which order. */
export function isFilter({ kind, negated, soft }: Pick<Chip, "kind" | "negated" | "soft">): boolean {
  if (soft) return false;
  if (kind === "keyword" || kind === "title") return negated === true;
  return kind !== "mood" && kind !== "quality" && kind !== "like";
}
