import { gemScore, type Quality } from "@projectionist/recsys";
import type { MovieIndex } from "../../index/movie-index.ts";

const CLASSIC_AGE = 25;
/** The Bayesian averages between which a film goes from usual to acclaimed. */
const USUAL = 3.5;
const EXCELLENT = 4.2;

/** Acclaimed by the Bayesian average; classic from 25 years on, half by age and half by acclaim; underrated as hidden gems are. */
export function qualityDegrees(quality: Quality, { table, names }: MovieIndex): Float64Array {
  const { years, ratings, popularities } = table.columns;
  const acclaim = (slot: number) => Math.max(0, Math.min(1, (ratings[slot]! - USUAL) / (EXCELLENT - USUAL)));
  if (quality === "acclaimed") return Float64Array.from({ length: table.end }, (_, slot) => acclaim(slot));
  if (quality === "classic") {
    const latest = names.latestYear() - CLASSIC_AGE;
    const isOld = (slot: number) => years[slot]! > 0 && years[slot]! <= latest;
    return Float64Array.from({ length: table.end }, (_, slot) => (isOld(slot) ? (1 + acclaim(slot)) / 2 : 0));
  }
  let most = 0;
  for (let slot = 0; slot < table.end; slot++) most = Math.max(most, popularities[slot]!);
  return Float64Array.from({ length: table.end }, (_, slot) => {
    const facts = { liking: ratings[slot]!, viewers: popularities[slot]! };
    return Math.min(1, gemScore(facts, { usual: USUAL, most }) / (EXCELLENT - USUAL));
  });
}
