/** A rating as a data set has it: viewer and film by its own numbers, `stars` 0.5–5, `time` in seconds since 1970. */
export type Rating = Readonly<{
  viewer: number;
  film: number;
  stars: number;
  time: number;
  /** Where it stands in its file, from 1. */
  line: number;
}>;

/** The order in which ratings are recorded: each viewer's by time. Ties fall to the film, then the line. */
export function compareRatings(a: Rating, b: Rating): number {
  return a.viewer - b.viewer || a.time - b.time || a.film - b.film || a.line - b.line;
}
