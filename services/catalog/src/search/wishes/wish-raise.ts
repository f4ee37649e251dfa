import { fold, gemScore, moodMeanings, type Mood, type Quality, type Wish } from "@projectionist/recsys";
import type { IndexedFilm } from "../../index/indexed-film.ts";
import type { MovieIndex } from "../../index/movie-index.ts";
import { bayesianRating, popularityOf } from "../../index/ratings.ts";
import { likenessTo } from "./likeness.ts";
import { wishTest } from "./wish-test.ts";
import type { AskedChip } from "./wish.ts";

/** How far a film is as a wish asks: 0 for not at all, 1 for wholly, below 0 for the opposite. */
export type Raise = (film: IndexedFilm) => number;

const GENRE = 0.5;
const KEYWORD = 0.25;
const CLASSIC_AGE = 25;
/** The Bayesian averages between which a film goes from usual to acclaimed. */
const USUAL = 3.5;
const EXCELLENT = 4.2;

/** The raise of a wish: by degrees for those that only raise, all or nothing for those that filter. */
export function wishRaise(wish: AskedChip, index: MovieIndex): Raise {
  switch (wish.kind) {
    case "title":
      return wish.negated ? allOrNothing(wish, index) : titleRaise(fold(wish.value));
    case "like":
      return likeRaise(likenessTo(index, wish.value), wish);
    case "mood":
      return moodRaise(wish.value, index);
    case "quality":
      return qualityRaise(wish.value, index);
    default:
      return allOrNothing(wish, index);
  }
}

function allOrNothing(wish: Wish, index: MovieIndex): Raise {
  const test = wishTest(wish, index);
  return (film) => (test(film) ? 1 : 0);
}

/** Who wants films like one knows it; who wants none like it does not want it either. */
function likeRaise(likeness: Raise, { negated }: Pick<AskedChip, "negated">): Raise {
  return negated ? (film) => Math.abs(likeness(film)) : likeness;
}

function titleRaise(title: string): Raise {
  return ({ titleNames, originalTitleNames }) =>
    titleNames.includes(title) || originalTitleNames.includes(title) ? 1 : 0;
}

/** Half for one of its genres, a quarter for each keyword, half off for a genre that is unlike it. */
function moodRaise(mood: Mood, { vocabulary }: MovieIndex): Raise {
  const { genres, keywords, unlike = [] } = moodMeanings[mood];
  const numbers = (find: (value: string) => number | undefined, values: readonly string[]) =>
    values.map((value) => find(value)).filter((number) => number !== undefined);
  const ofGenre = numbers(vocabulary.genres.find, genres);
  const ofKeyword = numbers(vocabulary.keywords.find, keywords);
  const opposite = numbers(vocabulary.genres.find, unlike);
  return (film) => {
    const genre = ofGenre.some((number) => film.genres.includes(number)) ? GENRE : 0;
    const hits = ofKeyword.filter((number) => film.keywords.includes(number)).length;
    const against = opposite.some((number) => film.genres.includes(number)) ? GENRE : 0;
    return Math.min(1, genre + KEYWORD * hits) - against;
  };
}

function qualityRaise(quality: Quality, index: MovieIndex): Raise {
  const acclaim: Raise = ({ counts }) =>
    Math.max(0, Math.min(1, (bayesianRating(counts) - USUAL) / (EXCELLENT - USUAL)));
  if (quality === "acclaimed") return acclaim;
  if (quality === "classic") {
    const before = index.names.latestYear() - CLASSIC_AGE;
    return (film) => (film.year !== null && film.year <= before ? (1 + acclaim(film)) / 2 : 0);
  }
  let most = 0;
  for (const { counts } of index.films()) most = Math.max(most, popularityOf(counts));
  return ({ counts }) => {
    const facts = { liking: bayesianRating(counts), viewers: popularityOf(counts) };
    return Math.min(1, gemScore(facts, { usual: USUAL, most }) / (EXCELLENT - USUAL));
  };
}
