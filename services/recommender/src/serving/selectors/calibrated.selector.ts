import { calibrate, genreShares } from "@projectionist/recsys";
import { firstOf } from "../candidate.ts";
import type { Selector } from "../pipeline.ts";
import { fewOfOne, SPARE } from "./few-of-one.ts";

/** The strength that served best: what was chosen with it was even liked a little more (`infra/bench/quality.md`, beyond accuracy). */
const STRENGTH = 0.2;
/** The genres are sought among so many times the films that are wanted. */
const POOL = 4;

/** The best `count` films with each genre about as often as in the viewer's history, no director or series too often. */
export function calibrated(count: number): Selector {
  return (candidates, { viewer, catalog }) => {
    const genresOf = ({ movieId }: Readonly<{ movieId: string }>) => catalog.film(movieId)?.genres ?? [];
    const pool = firstOf(candidates, count * POOL);
    const taste = genreShares(viewer.history.map(genresOf));
    const chosen = calibrate(pool, { count: count + SPARE, strength: STRENGTH, taste, genresOf });
    return fewOfOne(chosen, count, catalog);
  };
}
