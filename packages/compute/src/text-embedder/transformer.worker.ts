import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { basename, dirname, resolve } from "node:path";
import { parentPort, workerData } from "node:worker_threads";
import { basicTokens } from "@projectionist/recsys";
import { findNative } from "../native.ts";
import type { SemanticModel } from "./semantic-model.ts";

export type Start = Readonly<{ model: SemanticModel; threads: number }>;
export type Reply =
  | Readonly<{ type: "ready"; name: string; dimensions: number; fingerprint: string }>
  | Readonly<{ type: "vector"; vector: Float32Array<ArrayBuffer> }>
  | Readonly<{ type: "failure"; message: string }>;

/** What is used of `@huggingface/transformers`. */
type Library = Readonly<{
  env: { localModelPath: string; allowRemoteModels: boolean; remoteHost: string };
  pipeline(
    task: "feature-extraction",
    model: string,
    options: Readonly<{ dtype: string; session_options: Readonly<Record<string, unknown>> }>,
  ): Promise<
    (text: string, options: Readonly<{ pooling: string; normalize: boolean }>) => Promise<{ data: Float32Array }>
  >;
}>;

const reply = (message: Reply) =>
  parentPort?.postMessage(message, message.type === "vector" ? [message.vector.buffer] : []);

/** In a model's folder. */
const WEIGHTS = "onnx/model_quantized.onnx";

const { model, threads } = workerData as Start;
try {
  const embed = await openModel();
  const { length: dimensions } = await embed("film");
  parentPort?.on("message", (text: string) => {
    const vector = basicTokens(text).length === 0 ? Promise.resolve(new Float32Array(dimensions)) : embed(text);
    vector.then((vector) => reply({ type: "vector", vector }), fail);
  });
  reply({ type: "ready", name: nameOf(model), dimensions, fingerprint: fingerprintOf(model) });
} catch (error) {
  fail(error);
}

function fail(error: unknown): void {
  reply({ type: "failure", message: error instanceof Error ? error.message : String(error) });
}

/** One text at a time: 8-bit models compute a text otherwise when others are beside it. */
async function openModel(): Promise<(text: string) => Promise<Float32Array<ArrayBuffer>>> {
  const entry = findNative("@huggingface/transformers");
  if (!entry) throw new Error("@huggingface/transformers is not installed: run `npm run setup:native`.");
  if (model.from === "folder" && !existsSync(resolve(model.path, "tokenizer.json")))
    throw new Error(`There is no model in ${model.path}: it needs tokenizer.json, config.json and ${WEIGHTS}.`);
  const library = ((await import(entry.href)) as { default: Library }).default;
  library.env.allowRemoteModels = model.from === "hub";
  if (model.from === "hub") library.env.remoteHost = `${model.url.replace(/\/$/, "")}/`;
  if (model.from === "folder") library.env.localModelPath = `${dirname(resolve(model.path))}/`;
  const extract = await library.pipeline("feature-extraction", nameOf(model), {
    dtype: "q8",
    session_options: { intraOpNumThreads: threads, interOpNumThreads: 1 },
  });
  return async (text) => Float32Array.from((await extract(text, { pooling: "mean", normalize: true })).data);
}

function fingerprintOf(model: SemanticModel): string {
  if (model.from === "hub") return model.id;
  return createHash("sha256")
    .update(readFileSync(resolve(model.path, WEIGHTS)))
    .digest("base64");
}

function nameOf(model: SemanticModel): string {
  return model.from === "hub" ? model.id : basename(resolve(model.path));
}
