import type { Interactions } from "@projectionist/recsys";

/** What is told of a film in a data set. */
export type FilmFacts = Readonly<{
  title: string;
  year: number | null;
  genres: readonly string[];
  language: string | null;
  directors: readonly string[];
  cast: readonly string[];
  keywords: readonly string[];
  series: string | null;
  description: string;
}>;

/** A data set as protocols take it: films and viewers by number, each viewer's ratings in the order of time. */
export type EvaluationData = Readonly<{
  name: string;
  interactions: Interactions;
  /** Stars of each interaction, 0.5–5. */
  stars: Float32Array;
  /** Which test part of the authors' own cross-validation each interaction belongs to, from 0; absent without one. */
  folds?: Int8Array;
  /** By film number. */
  films: readonly FilmFacts[];
  /** How many films have a description or keywords. */
  described: number;
  /** Rows that could not be read. */
  rejected: number;
}>;
