import { addRows } from "@projectionist/compute";
import {
  blend,
  matrixOf,
  rowSums,
  sparseColumns,
  unpersonal,
  type ItemModel,
  type LinearItemModel,
  type SparseColumn,
} from "@projectionist/recsys";
import type { Facts, Section, Sections } from "./artefact.ts";
import { ArtefactDamagedError } from "./artefact-file.ts";

/** Where the numbers of a fitted model are stored: films × films row by row, each film's few, or one for each film. */
type StoredModel =
  | Readonly<{ kind: "rows"; layers: readonly Readonly<{ section: string; decay: number }>[] }>
  | Readonly<{ kind: "columns"; section: string }>
  | Readonly<{ kind: "same for all"; section: string }>;

/** What a head is blended from, the models by name; one alone is itself. */
type StoredHead = readonly Readonly<{ model: string; weight: number }>[];

/** Fitted models as parts of an artefact; models may share sections. */
export type StoredHeads = Readonly<{
  models: Readonly<Record<string, StoredModel>>;
  heads: Readonly<Record<string, StoredHead>>;
  sections: Sections;
}>;

/** Stores a linear model's layers. Those that weigh a history in another way only may be told by `decay`. */
export function storeRows(
  name: string,
  { layers }: LinearItemModel,
): Readonly<{ model: StoredModel; sections: Sections }> {
  const stored = layers.map(({ weights, decay }, place) => ({
    place: { section: `${name}/${place}`, decay },
    data: weights.data as Section,
  }));
  return {
    model: { kind: "rows", layers: stored.map(({ place }) => place) },
    sections: Object.fromEntries(stored.map(({ place, data }) => [place.section, data])),
  };
}

/** The stored layers with a history weighted in another way. */
export function faded(model: StoredModel, decay: number): StoredModel {
  return model.kind === "rows" ? { ...model, layers: model.layers.map((layer) => ({ ...layer, decay })) } : model;
}

/** Stores what a model says to everybody, film by film. */
export function storeSame(
  name: string,
  scores: Float32Array<ArrayBuffer>,
): Readonly<{ model: StoredModel; sections: Sections }> {
  return { model: { kind: "same for all", section: name }, sections: { [name]: scores } };
}

/** Stores each film's few weights. */
export function storeColumns(
  name: string,
  columns: readonly SparseColumn[],
): Readonly<{ model: StoredModel; sections: Sections }> {
  const starts = new Int32Array(columns.length + 1);
  for (const [item, { items }] of columns.entries()) starts[item + 1] = starts[item]! + items.length;
  const items = new Int32Array(starts[columns.length]!);
  const weights = new Float32Array(items.length);
  for (const [item, column] of columns.entries()) {
    items.set(column.items, starts[item]);
    weights.set(column.weights, starts[item]);
  }
  const sections = { [`${name}/starts`]: starts, [`${name}/items`]: items, [`${name}/weights`]: weights };
  return { model: { kind: "columns", section: name }, sections };
}

/**
 * The heads of an artefact of so many films, by name.
 * @throws {ArtefactDamagedError} when a section is missing or has another size
 */
export function restoreHeads(config: Facts, sections: Sections, itemCount: number): ReadonlyMap<string, ItemModel> {
  const { models = {}, heads = {} } = config as Partial<StoredHeads>;
  const restored = new Map<string, ItemModel>();
  for (const [name, model] of Object.entries(models)) restored.set(name, restore(model, sections, itemCount));
  return new Map(
    Object.entries(heads).map(([head, parts]) => {
      const found = parts.map(({ model, weight }) => ({ model: restored.get(model), weight }));
      const blended = found.map(({ model, weight }) => ({ model: model ?? missing(head), weight }));
      return [head, blended.length === 1 ? blended[0]!.model : blend(blended)];
    }),
  );
}

function restore(model: StoredModel, sections: Sections, itemCount: number): ItemModel {
  if (model.kind === "columns") return restoreColumns(model.section, sections, itemCount);
  if (model.kind === "same for all") {
    const scores = sections[model.section];
    return unpersonal(scores?.length === itemCount ? scores : missing(model.section));
  }
  return rowSums(
    model.layers.map(({ section, decay }) => {
      const data = sections[section];
      if (!(data instanceof Float32Array) || data.length !== itemCount ** 2) missing(section);
      return { weights: matrixOf(itemCount, itemCount, data), decay };
    }),
    addRows,
  );
}

function restoreColumns(name: string, sections: Sections, itemCount: number): ItemModel {
  const [starts, items, weights] = ["starts", "items", "weights"].map((part) => sections[`${name}/${part}`]);
  const isWhole = starts instanceof Int32Array && items instanceof Int32Array && weights instanceof Float32Array;
  if (!isWhole || starts.length !== itemCount + 1 || items.length !== weights.length) return missing(name);
  const columns = Array.from({ length: itemCount }, (_, item) => ({
    items: items.subarray(starts[item], starts[item + 1]),
    weights: weights.subarray(starts[item], starts[item + 1]),
  }));
  return sparseColumns(columns);
}

function missing(what: string): never {
  throw new ArtefactDamagedError(`it does not hold ${what} of its films`);
}
