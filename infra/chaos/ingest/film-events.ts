import type { MovieUpserted } from "@projectionist/contracts";

const none = { originalTitle: null, year: null, runtime: null, language: null, series: null, seriesOrder: null };
const empty = { genres: [], countries: [], directors: [], cast: [], keywords: [], description: null };

/** The films m0, m1, … as the catalog announces them, for signals to name. */
export function filmEvents(count: number): MovieUpserted[] {
  return Array.from({ length: count }, (_, n) => {
    const movieId = `m${n}`;
    const fact = { eventId: `film-${movieId}`, occurredAt: 0, movieId, version: 1, title: movieId };
    return { type: "MovieUpserted", ...fact, ...none, ...empty };
  });
}
