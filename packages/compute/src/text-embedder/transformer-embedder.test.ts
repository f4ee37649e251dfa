import { existsSync } from "node:fs";
import { tmpdir } from "node:os";
import { textEmbedderContract } from "@projectionist/recsys/text-embedder.contract";
import { describe, expect, test } from "vitest";
import { findNative } from "../native.ts";
import { parseSemanticModel } from "./semantic-model.ts";
import { openTransformerEmbedder } from "./transformer-embedder.ts";

const model = parseSemanticModel(process.env.SEMANTIC_MODEL);
const missing = [
  ...(findNative("@huggingface/transformers") ? [] : ["@huggingface/transformers: npm run setup:native"]),
  ...(model?.from === "folder" && existsSync(model.path) ? [] : ["a model: SEMANTIC_MODEL=minilm:<folder>"]),
];

describe.skipIf(missing.length > 0)(`a transformer (needs ${missing.join(" and ") || "nothing more"})`, () => {
  textEmbedderContract("a transformer", async () => {
    const embedder = await openTransformerEmbedder(model!);
    return { embedder, close: () => embedder.close() };
  });

  test("a query comes before documents that wait, and closing ends what waits", async () => {
    const embedder = await openTransformerEmbedder(model!);
    const order: string[] = [];
    const documents = Array.from({ length: 40 }, (_, number) => `A film about the number ${number}.`);
    const background = embedder.embed(documents).then(
      () => order.push("documents"),
      (error: Error) => order.push(error.message),
    );
    await embedder.embed(["sea"]);
    order.push("query");
    await embedder.close();
    await background;
    expect(order).toEqual(["query", "The text embedder is closed."]);
    await expect(embedder.embed(["late"])).rejects.toThrow("closed");
  });
});

test("says what is missing", async () => {
  const opening = openTransformerEmbedder({ from: "folder", path: tmpdir() });
  await expect(opening).rejects.toThrow(/not installed: run `npm run setup:native`|There is no model in/);
});

test.each([
  [undefined, undefined],
  ["static", undefined],
  ["minilm:/models/minilm", { from: "folder", path: "/models/minilm" }],
  ["hub:owner/model", { from: "hub", id: "owner/model" }],
])("SEMANTIC_MODEL=%s", (text, expected) => expect(parseSemanticModel(text)).toEqual(expected));

test.each(["minilm", "minilm:", "hub:model", "word2vec:x"])("SEMANTIC_MODEL=%s is refused with what to write", (text) =>
  expect(() => parseSemanticModel(text)).toThrow(/SEMANTIC_MODEL is ".*": write static, minilm:/),
);
