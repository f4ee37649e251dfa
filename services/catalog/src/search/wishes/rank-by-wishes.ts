import { isFilter } from "@projectionist/recsys";
import { createFacetCounter, type Facets } from "../../index/facets.ts";
import { meetsAll, type FilmTest } from "../../index/film-filter.ts";
import type { IndexedFilm } from "../../index/indexed-film.ts";
import type { MovieIndex } from "../../index/movie-index.ts";
import { createPage } from "../../index/page.ts";
import { popularityOf } from "../../index/ratings.ts";
import type { TextMatch, TextRanker } from "../text-ranker.ts";
import { wishRaise, type Raise } from "./wish-raise.ts";
import { wishTest } from "./wish-test.ts";
import type { AskedChip } from "./wish.ts";

export type RankedFilm = Readonly<{ id: string; score: number }>;

/** Why a film is answered: the fields where words were found, the words, the chips that it meets, and its nearness. */
export type Reasons = Readonly<{
  matched: readonly string[];
  reasons: Readonly<{ words: readonly string[]; chips: readonly number[]; nearness?: number }>;
}>;

/** The best films, how many there are in all, and what they are; and why one of them is among them. */
export type Ranking = Readonly<{
  films: readonly RankedFilm[];
  total: number;
  facets: Facets;
  relaxed: boolean;
  why(film: IndexedFilm): Reasons;
}>;

export type WishQuery = Readonly<{
  chips: readonly AskedChip[];
  /** What the films' texts are asked for; undefined when there is nothing to ask. */
  text: string | undefined;
  /** What the films must meet besides, all of it. */
  meets: readonly FilmTest[];
}>;

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
/** What each power of ten of popularity counts where no text is asked for: among texts their ranker has counted it. */
const POPULARITY = 0.1;

/**
 * Films by how well they answer text and chips together: text (0 to 1), weighted raises of the chips, popularity. All films
 * that meet the chips that filter are answered; where none filters, those that the text or a chip that raises finds; and
 * where no film meets all, those that come nearest (`relaxed`). The best first, ties by id, at most 500.
 */
export async function rankByWishes(index: MovieIndex, ranker: TextRanker, query: WishQuery): Promise<Ranking> {
  const strict = query.chips.filter(isFilter);
  const isWanted = ({ negated }: AskedChip) => negated !== true;
  const meets = testOf(index, query, strict);
  if (!strict.some(isWanted) || index.films().some(meets)) {
    return { ...(await rankFilms(index, ranker, query, meets, new Set(strict))), relaxed: false };
  }
  const excluding = strict.filter((chip) => !isWanted(chip));
  const nearest = testOf(index, query, excluding);
  return { ...(await rankFilms(index, ranker, query, nearest, new Set(excluding))), relaxed: true };
}

function testOf(index: MovieIndex, { meets }: WishQuery, strict: readonly AskedChip[]): FilmTest {
  return meetsAll([...meets, ...strict.map((chip) => negatable(wishTest(chip, index), chip))]);
}

async function rankFilms(
  index: MovieIndex,
  ranker: TextRanker,
  { chips, text }: WishQuery,
  meets: FilmTest,
  strict: ReadonlySet<AskedChip>,
): Promise<Omit<Ranking, "relaxed">> {
  const texts = text === undefined ? undefined : await ranker.rank(text, (id) => isFilmThat(meets, index.get(id)));
  const raises = chips.map((chip) => ({ raise: wishRaise(chip, index), weight: weightOf(chip) }));
  const counted = raises.filter((_, place) => !strict.has(chips[place]!));
  const raisesSome = counted.some(({ weight }) => weight > 0);
  const isNarrowed = [...strict].some(({ negated }) => negated !== true);
  const mustBeFound = !isNarrowed && (texts !== undefined || raisesSome);
  const facets = createFacetCounter(index.vocabulary);
  const page = createPage<RankedFilm>(MOST_RANKED, undefined);
  let total = 0;

  function offer(film: IndexedFilm, textScore: number): void {
    let score = textScore;
    let isFound = score > 0;
    for (const { raise, weight } of counted) {
      const by = raise(film);
      score += weight * by;
      isFound ||= by > 0 && weight > 0;
    }
    if (mustBeFound && !isFound) return;
    if (texts === undefined) score += POPULARITY * Math.log10(1 + popularityOf(film.counts));
    total += 1;
    facets.add(film);
    page.offer(-score, film.id, { id: film.id, score });
  }

  for (const [id, { score }] of texts ?? []) {
    const film = index.get(id);
    if (film) offer(film, score);
  }
  if (!mustBeFound || raisesSome)
    for (const film of index.films()) if (meets(film) && texts?.has(film.id) !== true) offer(film, 0);

  return {
    films: page.result().items.map(({ id, score }) => ({ id, score: toOne(score) })),
    total,
    facets: facets.result(),
    why: (film) => reasonsOf(film, raises, texts?.get(film.id)),
  };
}

function isFilmThat(meets: FilmTest, film: IndexedFilm | undefined): boolean {
  return film !== undefined && meets(film);
}

function reasonsOf(
  film: IndexedFilm,
  raises: readonly Readonly<{ raise: Raise; weight: number }>[],
  match: TextMatch | undefined,
): Reasons {
  const { words, matched } = match?.why() ?? { words: [], matched: [] };
  const chips = raises.flatMap(({ raise, weight }, chip) => (raise(film) > 0 === weight > 0 ? [chip] : []));
  const nearness = match?.nearness;
  return { matched, reasons: { words, chips, ...(nearness !== undefined && { nearness }) } };
}

function weightOf({ kind, negated, soft }: AskedChip): number {
  const weight = kind === "keyword" && soft === true ? SOFT_KEYWORD : weights[kind];
  return negated === true ? -weight : weight;
}

function negatable(test: FilmTest, { negated }: AskedChip): FilmTest {
  return negated === true ? (film) => !test(film) : test;
}

/** A sum of scores as a number between 0 and 1, in the same order. */
function toOne(score: number): number {
  return (1 + score / (1 + Math.abs(score))) / 2;
}
