import type { MovieFacts } from "@projectionist/contracts";

/** A film as the recommender knows it. */
export type Film = MovieFacts & Readonly<{ id: string }>;
