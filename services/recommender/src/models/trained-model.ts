import { linesOf, type Artefact, type ArtefactFacts, type Sections } from "./artefact.ts";
import { ArtefactDamagedError } from "./artefact-file.ts";

/** The section with the films' ids, by number. */
export const ITEMS_SECTION = "items";

/** A trained model in memory: films by number, and what was learned of them. */
export type TrainedModel = ArtefactFacts &
  Readonly<{
    /** The films' ids, by number. */
    items: readonly string[];
    /** The films' numbers, by id. */
    numberOf: ReadonlyMap<string, number>;
    sections: Sections;
  }>;

/** @throws {ArtefactDamagedError} when the artefact is not one of a model */
export function trainedModelOf(artefact: Artefact): TrainedModel {
  const items = linesOf(artefact.sections[ITEMS_SECTION]);
  if (items.length === 0) throw new ArtefactDamagedError(`the version ${artefact.version} is of no films`);
  return { ...artefact, items, numberOf: new Map(items.map((id, number) => [id, number])) };
}
