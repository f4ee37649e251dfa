import { decodePosition } from "@projectionist/contracts";
import type { LinearAlgebra } from "@projectionist/recsys";
import { linesSection, type Artefact, type StoredArtefact } from "../models/artefact.ts";
import type { Models } from "../models/models.ts";
import { restoreHeads } from "../models/stored-heads.ts";
import { ITEMS_SECTION, trainedModelOf } from "../models/trained-model.ts";
import { CountedHistories } from "./counted-histories.ts";
import { evaluateModels, renumbered, type ModelFigures } from "./evaluate-models.ts";
import { createStatistics, fitModels, type FitOptions, type TrainingStatistics } from "./fit-models.ts";
import { holdOut, type HeldOut } from "./held-out.ts";

export type TrainOptions = Readonly<{
  models: Models;
  /** What to train from. */
  checkpoint: string;
  /** What to compare with. */
  inUse: string | null;
  /** What the new one is called. */
  version: string;
  /** Milliseconds since 1970. */
  now: number;
  algebra: LinearAlgebra;
  onProgress: (share: number, note: string) => void;
}>;

export type Trained = Readonly<{
  stored: StoredArtefact;
  /** Of the new model, fitted without the signals that it is judged by. */
  figures: ModelFigures;
  /** Of the one in use; null where there is none that can be read. */
  inUse: ModelFigures | null;
  /** By how many viewers they are judged. */
  heldOut: number;
}>;

/** With fewer viewers whose signals the model in use has not seen, its own figures of then are taken. */
const FEWEST_VIEWERS = 30;

/**
 * Fits models from a checkpoint and stores them as a new version: once without the newest signals of the viewers who came last,
 * to see how well it guesses those, and once with all of them, which is what is stored.
 */
export async function trainModels(options: TrainOptions): Promise<Trained> {
  const { models, version, now, algebra, onProgress } = options;
  onProgress(0, "reads the statistics");
  const { artefact: checkpoint } = await models.read("checkpoints", options.checkpoint);
  const all = CountedHistories.load(checkpoint.sections, createStatistics);
  const former = options.inUse === null ? null : await readModel(models, options.inUse);

  const since = former ? sinceOf(former, checkpoint) : undefined;
  const unseen = since ? holdOut(all.histories, { since }) : [];
  const isUnseen = unseen.length >= FEWEST_VIEWERS;
  const cases = isUnseen ? unseen : holdOut(all.histories);

  const figures = await figuresWithout(all, cases, { algebra, onProgress: part(onProgress, 0.1, 0.5) });
  const inUse = former && (isUnseen ? figuresOf(former, all.movieIds, cases) : former.metrics["figures"]);
  const { models: fitted, heads, sections } = await fit(all, { algebra, onProgress: part(onProgress, 0.5, 0.9) });
  onProgress(0.9, "stores the model");
  const stored = await models.write("models", {
    version,
    createdAt: now,
    position: checkpoint.position,
    config: { models: fitted, heads, backend: algebra.name, checkpoint: checkpoint.version },
    metrics: { ...checkpoint.metrics, heldOut: cases.length, figures },
    sections: { [ITEMS_SECTION]: linesSection(all.movieIds.slice(0, all.filmsIn("gram"))), ...sections },
  });
  return { stored, figures, inUse: (inUse ?? null) as ModelFigures | null, heldOut: cases.length };
}

/** The one in use may be gone or damaged: then there is nothing to compare with. */
async function readModel(models: Models, version: string): Promise<Artefact | null> {
  try {
    return (await models.read("models", version)).artefact;
  } catch {
    return null;
  }
}

function sinceOf(former: Artefact, checkpoint: Artefact) {
  const since = decodePosition(former.position);
  return since?.epoch === decodePosition(checkpoint.position)?.epoch ? since : undefined;
}

type Fit = Pick<FitOptions, "algebra" | "onProgress">;

function fit(all: CountedHistories<TrainingStatistics>, options: Fit) {
  return fitModels(all.statistics, { ...options, viewers: all.histories.size });
}

/** How well what is fitted without the cases' last films guesses those; the statistics are then as they were. */
async function figuresWithout(
  all: CountedHistories<TrainingStatistics>,
  cases: readonly HeldOut[],
  options: Fit,
): Promise<ModelFigures> {
  const whole = cases.map(({ userId }) => [userId, all.histories.get(userId)!] as const);
  for (const { userId, history } of cases) all.replace(userId, history);
  try {
    const { sections, ...config } = await fit(all, options);
    const heads = restoreHeads(config, sections, all.filmsIn("gram"));
    return evaluateModels(heads, cases, all.movieIds.length);
  } finally {
    for (const [userId, history] of whole) all.replace(userId, history);
  }
}

/** How well a stored model guesses the cases, whose films have other numbers. */
function figuresOf(artefact: Artefact, movieIds: readonly string[], cases: readonly HeldOut[]): ModelFigures {
  const { numberOf, heads } = trainedModelOf(artefact);
  const numbers = movieIds.map((id) => numberOf.get(id));
  const models = new Map([...heads].map(([name, model]) => [name, renumbered(model, numbers)]));
  return evaluateModels(models, cases, movieIds.length);
}

/** Progress of a part as progress of the whole. */
function part(onProgress: TrainOptions["onProgress"], from: number, to: number): TrainOptions["onProgress"] {
  return (share, note) => onProgress(from + share * (to - from), note);
}
