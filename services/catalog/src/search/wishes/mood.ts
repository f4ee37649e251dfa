import { moodMeanings, type Mood } from "@projectionist/recsys";
import type { MovieIndex } from "../../index/movie-index.ts";

const GENRE = 0.5;
const KEYWORD = 0.25;

/** Half for one of a mood's genres, a quarter for each of its keywords, half off for a genre that is unlike it. */
export function moodDegrees(mood: Mood, { table, vocabulary }: MovieIndex): Float64Array {
  const { genres, keywords, unlike = [] } = moodMeanings[mood];
  const degrees = new Float64Array(table.end);
  const slotsOf = {
    genre: (genre: string) => table.genres.of(vocabulary.genres.find(genre) ?? -1),
    keyword: (keyword: string) => table.keywords.of(vocabulary.keywords.find(keyword) ?? -1),
  };
  for (const genre of genres) for (const slot of slotsOf.genre(genre)) degrees[slot] = GENRE;
  for (const keyword of keywords)
    for (const slot of slotsOf.keyword(keyword)) degrees[slot] = Math.min(1, degrees[slot]! + KEYWORD);
  const opposite = new Uint8Array(table.end);
  for (const genre of unlike) for (const slot of slotsOf.genre(genre)) opposite[slot] = 1;
  for (let slot = 0; slot < opposite.length; slot++) degrees[slot]! -= GENRE * opposite[slot]!;
  return degrees;
}
