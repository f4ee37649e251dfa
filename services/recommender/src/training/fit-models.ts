import {
  createGram,
  createPopularity,
  fitEase,
  matrixOf,
  rowSums,
  type Gram,
  type LinearAlgebra,
  type LinearItemModel,
  type PopularityCounts,
} from "@projectionist/recsys";
import type { Facts, Section, Sections } from "../models/artefact.ts";
import { ArtefactDamagedError } from "../models/artefact-file.ts";

/** What models are fitted from. */
export type TrainingStatistics = Readonly<{ popularity: PopularityCounts; gram: Gram }>;

export const createStatistics = (): TrainingStatistics => ({ popularity: createPopularity(0), gram: createGram(0) });

/** How a model's layers are stored: the section with the weights, row by row, and how a history is weighted with them. */
type StoredLayer = Readonly<{ section: string; decay: number }>;

/** Fitted models as parts of an artefact. */
export type FittedModels = Readonly<{ config: Facts; sections: Sections }>;

/** λ and p of the research measurements on ML-1M and ml-latest-small, tuned on validation parts. */
const DLAE = { ridge: 200, dropout: 0.5 } as const;
/** How fast a history fades where the next film is asked for: the best of EASE's on the validation part of ML-1M. */
const NEXT_ITEM_DECAY = 0.8;

/**
 * Fits everything that is trained. `long-horizon` is for what a viewer will like at some time, `next-item` for what comes next.
 * Cost: one inverse of films × films.
 */
export async function fitModels(
  { gram, popularity }: TrainingStatistics,
  algebra: LinearAlgebra,
  onProgress: (share: number, note: string) => void,
): Promise<FittedModels> {
  onProgress(0, `inverts a matrix of ${gram.itemCount.toLocaleString("en")} films`);
  const dlae = await fitEase(gram, algebra, DLAE);
  onProgress(1, "fitted");
  const models: Readonly<Record<string, readonly StoredLayer[]>> = {
    "long-horizon": [{ section: "dlae", decay: 1 }],
    "next-item": [{ section: "dlae", decay: NEXT_ITEM_DECAY }],
  };
  return {
    config: { models, dlae: DLAE, backend: algebra.name },
    sections: {
      popularity: Float64Array.from(popularity.counts),
      dlae: dlae.layers[0]!.weights.data as Section,
    },
  };
}

/**
 * The models that {@link fitModels} has stored, by name.
 * @throws {ArtefactDamagedError} when a section is missing or has another size
 */
export function restoreModels(
  config: Facts,
  sections: Sections,
  itemCount: number,
): ReadonlyMap<string, LinearItemModel> {
  const stored = (config["models"] ?? {}) as Readonly<Record<string, readonly StoredLayer[]>>;
  const models = new Map<string, LinearItemModel>();
  for (const [name, layers] of Object.entries(stored)) {
    const restored = layers.map(({ section, decay }) => {
      const data = sections[section];
      if (!(data instanceof Float32Array) || data.length !== itemCount ** 2)
        throw new ArtefactDamagedError(`its section ${section} is not one of ${itemCount} films`);
      return { weights: matrixOf(itemCount, itemCount, data), decay };
    });
    models.set(name, rowSums(restored));
  }
  return models;
}
