import type { Interactions } from "../interactions.ts";
import type { ItemModel } from "../item-model.ts";
import type { LinearAlgebra } from "../linear-algebra/linear-algebra.ts";

/** A model as the evaluation knows it. */
export type ModelSpec = Readonly<{
  /** As `--models` names it, such as `ease`. */
  name: string;
  /** One line for the report: what it is, with its constants. */
  summary: string;
  fit(train: Interactions, env: FitEnvironment): Promise<ItemModel>;
}>;

export type FitEnvironment = Readonly<{ algebra: LinearAlgebra }>;

export type ProtocolOptions = FitEnvironment &
  Readonly<{
    models: readonly ModelSpec[];
    /** Whatever is drawn by lot is drawn from this. */
    seed: number;
    /** Told as often as it likes; `done` of `total` grows within a stage. */
    onProgress(progress: Progress): void;
    /** Milliseconds, growing: what took how long is told by it. */
    now(): number;
  }>;

export type Progress = Readonly<{ stage: string; done: number; total: number }>;

/** One model's figures; the first metrics are those the protocol is known by. */
export type ModelFigures = Readonly<{
  model: string;
  summary: string;
  metrics: Readonly<Record<string, number>>;
  /** The standard error of the mean over users or events, where there is one. */
  errors: Readonly<Record<string, number>>;
  fitSeconds: number;
  scoreSeconds: number;
}>;

export type ProtocolReport = Readonly<{
  protocol: string;
  /** What is done, in a sentence or two. */
  description: string;
  /** What it was done on: users, films, interactions, parts. */
  facts: Readonly<Record<string, number | string>>;
  backend: string;
  figures: readonly ModelFigures[];
}>;
