import type { Metrics } from "@projectionist/service-kit";
import { Counter, Gauge } from "prom-client";

export type ModelMetrics = Readonly<{
  loads: Counter<"outcome">;
  stale: Gauge;
  served: Gauge<"version">;
  createdAt: Gauge;
  heldOut: Gauge<"head">;
}>;

/** What tells of the trained model that this instance serves. */
export function createModelMetrics({ registry }: Pick<Metrics, "registry">): ModelMetrics {
  const registers = [registry];
  return {
    loads: new Counter({
      name: "recommender_model_loads_total",
      help: "Attempts to load a published model, by outcome: loaded, failed (tried again, the former serves on).",
      labelNames: ["outcome"],
      registers,
    }),
    stale: new Gauge({
      name: "recommender_model_stale",
      help: "1 while another model is published than this instance serves.",
      registers,
    }),
    served: new Gauge({
      name: "recommender_model_served",
      help: "1 for the version that this instance serves; none where it serves none.",
      labelNames: ["version"],
      registers,
    }),
    createdAt: new Gauge({
      name: "recommender_model_created_timestamp_seconds",
      help: "When the model was trained that this instance serves.",
      registers,
    }),
    heldOut: new Gauge({
      name: "recommender_model_held_out_ndcg",
      help: "NDCG@10 of the model that this instance serves on the newest signals, which were left out to judge it, by head.",
      labelNames: ["head"],
      registers,
    }),
  };
}

/** Tells that no model is served, and none is to be. */
export function showNone({ stale, served, createdAt, heldOut }: ModelMetrics): void {
  for (const gauge of [stale, createdAt]) gauge.set(0);
  for (const gauge of [served, heldOut]) gauge.reset();
}
