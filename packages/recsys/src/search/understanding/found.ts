import type { Wish } from "./chip.ts";

/** What a reader makes of the tokens up to `end`. */
export type Found = Readonly<{
  end: number;
  wishes: readonly Wish[];
  /** Counts only where the words around show that it is meant. */
  weak?: true;
  /** Counts only if it is not wanted. */
  onlyNegated?: true;
  /** Says how a film is, and so belongs to the wish right behind it: `scary` in `no scary thrillers`. */
  adjective?: true;
  /** Of a person by the last name alone: all of that name, the best known first. */
  namesakes?: () => readonly string[];
  /** The word says "film" as well: `Kriegsfilm`. */
  ofFilm?: true;
  /** A keyword as the catalog has it: stories have such words too, so it shows nothing about the words beside it. */
  plain?: true;
}>;
