import { bestSlots, isFilter, languagesOf } from "@projectionist/recsys";
import { facetsOf, type Facets } from "../../index/facets.ts";
import { meetsAll, type FilmTest } from "../../index/film-filter.ts";
import type { MovieIndex } from "../../index/movie-index.ts";
import { nothingFound, type TextMatches, type TextRanker } from "../text-ranker.ts";
import { degreesOf, type Degrees } from "./degrees.ts";
import type { AskedChip } from "./wish.ts";

/** What an answer says of why a film is in it: the fields where words were found, the words, the chips that it meets. */
export type Reasons = Readonly<{
  matched: readonly string[];
  /** The chips that it meets and that are not soft, and once more, numbered on behind the last chip, those that it meets wholly. */
  meets: readonly number[];
  reasons: Readonly<{ words: readonly string[]; chips: readonly number[]; nearness?: number }>;
}>;

/** The best films, how many there are in all, and what they are. Many are kept, so they are numbers and not objects. */
export type Ranking = Readonly<{
  ids: readonly string[];
  scores: Float64Array;
  /** Of the film at a place. */
  reasons(place: number): Reasons;
  total: number;
  facets: Facets;
  relaxed: boolean;
}>;

export type WishQuery = Readonly<{
  chips: readonly AskedChip[];
  /** Whether it tells a mood, which then counts as much as the text. */
  isMood?: boolean | undefined;
  /** What the films' texts are asked for; undefined when there is nothing to ask. */
  text: string | undefined;
  /** What the films must meet besides, all of it. */
  meets: readonly FilmTest[];
}>;

/** A wish, what it counts (less than 0 when it is not wanted), and whether it decides which films are answered. */
type WeighedWish = Readonly<{ chip: AskedChip; degrees: Degrees; weight: number; isStrict: boolean }>;

/** Pages end there: nobody reads on. */
const MOST_RANKED = 500;
/** What each kind of chip counts beside the text's 1 where it does not filter. */
const weights: Readonly<Record<AskedChip["kind"], number>> = {
  title: 10,
  like: 2,
  quality: 0.5,
  keyword: 0.4,
  mood: 0.4,
  genre: 0.3,
  person: 0.6,
  language: 0.3,
  country: 0.3,
  year: 0.3,
  runtime: 0.3,
};
/** What a keyword of the catalog counts whose words the texts are asked for anyway. */
const SOFT_KEYWORD = 0.1;
/** Less is not met: one keyword of a mood is in films of any. */
const LEAST_MET: Partial<Record<AskedChip["kind"], number>> = { mood: 0.5 };
/** From there on a chip that raises by degrees is met wholly. */
const WHOLLY = 0.75;
/** What a country's own language counts: who asks for French films means them before what France paid for as well. */
const NATIVE = 0.3;
/** What each power of ten of popularity counts where no text is asked for: among texts their ranker has counted it. */
const POPULARITY = 0.1;

/**
 * Films by how well they answer text and chips together: text (0 to 1), weighted raises of the chips, popularity. All films
 * that meet the chips that filter are answered; where none filters, those that the text or a chip that raises finds; and
 * where no film meets all, those that come nearest (`relaxed`). The best first, ties by id, at most 500.
 */
export async function rankByWishes(index: MovieIndex, ranker: TextRanker, query: WishQuery): Promise<Ranking> {
  const isMoodBesideText = query.isMood === true && query.text !== undefined;
  const wishes = query.chips.map((chip): WeighedWish => {
    const weight = weightOf(chip, isMoodBesideText);
    return { chip, degrees: degreesOf(chip, index), weight, isStrict: isFilter(chip) };
  });
  const narrowing = wishes.filter(({ isStrict, weight }) => isStrict && weight > 0);
  const meeting = filmsThatMeet(index, query, wishes);
  if (narrowing.length === 0 || meeting.includes(1)) {
    return { ...(await rankFilms(index, ranker, query, wishes, meeting)), relaxed: false };
  }
  const raising = wishes.map((wish) => (narrowing.includes(wish) ? { ...wish, isStrict: false } : wish));
  const nearest = filmsThatMeet(index, query, raising);
  return { ...(await rankFilms(index, ranker, query, raising, nearest)), relaxed: true };
}

/** 1 by the slot of each film that meets all that decides. */
function filmsThatMeet({ table }: MovieIndex, { meets }: WishQuery, wishes: readonly WeighedWish[]): Uint8Array {
  const meeting = table.columns.films.slice(0, table.end);
  for (const { degrees, weight, isStrict } of wishes) {
    if (!isStrict) continue;
    const wanted = weight > 0;
    for (let slot = 0; slot < meeting.length; slot++) if (degrees[slot]! > 0 !== wanted) meeting[slot] = 0;
  }
  const test = meetsAll(meets);
  if (meets.length > 0)
    for (let slot = 0; slot < meeting.length; slot++) meeting[slot] &&= test(table.film(slot)!) ? 1 : 0;
  return meeting;
}

/** For a country that decides: which films are in each of its languages. */
function nativeDegrees({ chip, isStrict }: WeighedWish, index: MovieIndex): Degrees[] {
  if (!isStrict || chip.kind !== "country" || chip.negated === true) return [];
  return languagesOf(chip.value).map((value) => degreesOf({ kind: "language", value }, index));
}

async function rankFilms(
  index: MovieIndex,
  ranker: TextRanker,
  { text, meets }: WishQuery,
  wishes: readonly WeighedWish[],
  meeting: Uint8Array,
): Promise<Omit<Ranking, "relaxed">> {
  const { table } = index;
  const meetAll = meets.length === 0 && !wishes.some(({ isStrict }) => isStrict);
  const texts = text === undefined ? undefined : await ranker.rank(text, meetAll ? undefined : meeting);
  const scores = new Float64Array(meeting.length);
  const found = new Uint8Array(meeting.length);
  const nearness = new Float64Array(texts ? meeting.length : 0).fill(Number.NaN);
  texts?.slots.forEach((slot, place) => {
    scores[slot] = texts.scores[place]!;
    nearness[slot] = texts.nearness[place]!;
    if (scores[slot] > 0) found[slot] = 1;
  });
  for (const degrees of wishes.flatMap((wish) => nativeDegrees(wish, index)))
    for (let slot = 0; slot < scores.length; slot++) scores[slot]! += NATIVE * degrees[slot]!;
  for (const { chip, degrees, weight, isStrict } of wishes) {
    if (isStrict) continue;
    const least = LEAST_MET[chip.kind] ?? Number.MIN_VALUE;
    for (let slot = 0; slot < scores.length; slot++) {
      scores[slot]! += weight * degrees[slot]!;
      if (weight > 0 && degrees[slot]! >= least) found[slot] = 1;
    }
  }
  const isNarrowed = wishes.some(({ isStrict, weight }) => isStrict && weight > 0);
  const isAnyFound = texts !== undefined || wishes.some(({ isStrict, weight }) => !isStrict && weight > 0);
  // Films may have gone while the text was embedded.
  const candidates = slotsOf(table.columns.films, meeting, !isNarrowed && isAnyFound ? found : meeting);
  const { fame } = table.columns;
  if (!texts) for (const slot of candidates) scores[slot]! += POPULARITY * fame[slot]!;

  const best = bestSlots(candidates, { limit: MOST_RANKED, scores, ids: table.ids });
  const ids: string[] = [];
  for (const slot of best) ids.push(table.ids[slot]!);
  const met = wishes.map(({ chip, degrees }): Met => {
    return { isSoft: chip.soft === true, steps: new Uint8Array(best.map((slot) => stepsMet(chip, degrees[slot]!))) };
  });
  const near = texts ? pick(nearness, best) : nearness;
  return {
    ids,
    scores: pick(scores, best).map(toOne),
    reasons: tellReasons(ids, met, near, texts?.found ?? (() => nothingFound)),
    total: candidates.length,
    facets: facetsOf(candidates, index),
  };
}

function pick(from: Float64Array, slots: Int32Array): Float64Array {
  const picked = new Float64Array(slots.length);
  for (let place = 0; place < slots.length; place++) picked[place] = from[slots[place]!]!;
  return picked;
}

/** Of a chip, by place, how far each film meets it: 0 not, 1 so far, 2 wholly. */
type Met = Readonly<{ isSoft: boolean; steps: Uint8Array }>;

function stepsMet({ kind, negated }: AskedChip, degree: number): 0 | 1 | 2 {
  if (negated === true) return degree > 0 ? 0 : 2;
  if (degree <= 0 || degree < (LEAST_MET[kind] ?? 0)) return 0;
  return degree >= WHOLLY ? 2 : 1;
}

/** Why each film is answered. What comes back holds only what it will tell. */
function tellReasons(
  ids: readonly string[],
  met: readonly Met[],
  nearness: Float64Array,
  found: TextMatches["found"],
): (place: number) => Reasons {
  return (place) => {
    const { words, matched } = found(ids[place]!);
    const chips = met.flatMap(({ steps }, chip) => (steps[place]! > 0 ? [chip] : []));
    const firm = chips.filter((chip) => !met[chip]!.isSoft);
    const wholly = firm.filter((chip) => met[chip]!.steps[place] === 2).map((chip) => met.length + chip);
    const near = nearness[place] ?? Number.NaN;
    const reasons = { words, chips, ...(!Number.isNaN(near) && { nearness: near }) };
    return { matched, meets: [...firm, ...wholly], reasons };
  };
}

/** The slots that all three mark by 1. */
function slotsOf(films: Uint8Array, meeting: Uint8Array, found: Uint8Array): Int32Array {
  const slots = new Int32Array(meeting.length);
  let length = 0;
  for (let slot = 0; slot < slots.length; slot++) {
    slots[length] = slot;
    length += films[slot]! & meeting[slot]! & found[slot]!;
  }
  return slots.subarray(0, length);
}

function weightOf({ kind, negated, soft }: AskedChip, isMoodBesideText: boolean): number {
  const usual = kind === "keyword" && soft === true ? SOFT_KEYWORD : weights[kind];
  const weight = kind === "mood" && isMoodBesideText ? 1 : usual;
  return negated === true ? -weight : weight;
}

/** A sum of scores as a number between 0 and 1, in the same order. */
function toOne(score: number): number {
  return (1 + score / (1 + Math.abs(score))) / 2;
}
