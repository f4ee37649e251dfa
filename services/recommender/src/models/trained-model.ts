import type { ItemModel } from "@projectionist/recsys";
import { linesOf, type Artefact, type ArtefactFacts } from "./artefact.ts";
import { ArtefactDamagedError } from "./artefact-file.ts";
import { restoreHeads } from "./stored-heads.ts";

/** The section with the films' ids, by number. */
export const ITEMS_SECTION = "items";

/** A trained model in memory: films by number, and what was learned of them. */
export type TrainedModel = ArtefactFacts &
  Readonly<{
    /** The films' ids, by number. */
    items: readonly string[];
    /** The films' numbers, by id. */
    numberOf: ReadonlyMap<string, number>;
    /** What it recommends for, by name. */
    heads: ReadonlyMap<string, ItemModel>;
  }>;

/** @throws {ArtefactDamagedError} when the artefact is not one of a model */
export function trainedModelOf({ sections, ...facts }: Artefact): TrainedModel {
  const items = linesOf(sections[ITEMS_SECTION]);
  if (items.length === 0) throw new ArtefactDamagedError(`the version ${facts.version} is of no films`);
  const heads = restoreHeads(facts.config, sections, items.length);
  return { ...facts, items, heads, numberOf: new Map(items.map((id, number) => [id, number])) };
}
