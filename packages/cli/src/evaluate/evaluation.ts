import type { Backend } from "@projectionist/compute";
import type { Progress, ProtocolReport } from "@projectionist/recsys";

/** What is to be evaluated; passed to a worker thread as it is. */
export type Evaluation = Readonly<{
  protocol: string;
  /** A zip or a folder. */
  dataPath: string;
  contentPath?: string | undefined;
  /** Models by name; all of the protocol unless told. */
  models?: readonly string[] | undefined;
  seed: number;
  splits?: number | undefined;
  folds?: number | undefined;
  refreshes?: number | undefined;
  every?: number | undefined;
  backend?: Backend | undefined;
  /** As `SEMANTIC_MODEL`: what search is evaluated with beside the static embeddings. */
  semanticModel?: string | undefined;
  /** Where a model of the hub is fetched. */
  hubUrl?: string | undefined;
}>;

/** What comes of it. `refused` is meant for whoever typed the command. */
export type Evaluated = Readonly<{ report: ProtocolReport } | { refused: string }>;

/** What is told while it runs: how far it is, and what there is to report after each model. */
export type Message = Readonly<{ progress: Progress } | { report: ProtocolReport }>;
