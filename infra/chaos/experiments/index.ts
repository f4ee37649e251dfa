import type { Experiment } from "../experiment.ts";
import { acked } from "./acked.ts";
import { brokers } from "./brokers.ts";
import { crash } from "./crash.ts";
import { model } from "./model.ts";
import { poison } from "./poison.ts";
import { rebuild } from "./rebuild.ts";
import { retries } from "./retries.ts";
import { torn } from "./torn.ts";
import { versions } from "./versions.ts";

/** All experiments, in the order of the table of guarantees. */
export const experiments: readonly Experiment[] = [
  acked,
  brokers,
  retries,
  crash,
  torn,
  poison,
  rebuild,
  versions,
  model,
];
