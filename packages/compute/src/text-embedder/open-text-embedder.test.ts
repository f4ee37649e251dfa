import { tmpdir } from "node:os";
import { expect, test } from "vitest";
import { openTextEmbedder } from "./open-text-embedder.ts";
import { readEmbeddingTable } from "./read-table.ts";

test("the table is there when nothing else is asked for", async () => {
  const { kind, embedder, ...more } = await openTextEmbedder(undefined, await readEmbeddingTable());
  expect({ kind, dimensions: embedder.dimensions, more }).toEqual({ kind: "static", dimensions: 240, more: {} });
});

test("it stands in for a model that cannot be opened, and says why", async () => {
  const opened = await openTextEmbedder({ from: "folder", path: tmpdir() }, await readEmbeddingTable());
  expect(opened.kind).toBe("static");
  expect(opened).toHaveProperty("insteadOf", expect.stringMatching(/run `npm run setup:native`|There is no model in/));
});
