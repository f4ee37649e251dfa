import { readFileSync } from "node:fs";
import { join } from "node:path";
import { readEmbeddingTable } from "@projectionist/compute";
import { createWordPiece } from "@projectionist/recsys";
import { expect, test } from "vitest";

const golden = readFileSync(join(import.meta.dirname, "tokenizer.golden.jsonl"), "utf8")
  .trimEnd()
  .split("\n")
  .map((line) => JSON.parse(line) as [text: string, tokens: string]);

test("a thousand texts are split as the library splits them, token by token", async () => {
  const { tokens } = await readEmbeddingTable();
  const wordPiece = createWordPiece(tokens);
  expect(golden.length).toBe(1_000);
  const split = (text: string) => wordPiece.idsOf(text).map((id) => tokens[id] ?? "[UNK]");
  expect(golden.filter(([text, expected]) => split(text).join(" ") !== expected)).toEqual([]);
  expect(golden.some(([, expected]) => expected.includes("##"))).toBe(true);
});
