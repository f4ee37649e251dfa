import { expect, test } from "vitest";
import { createStaticEmbedder } from "./static-embedder.ts";
import { tinyTable } from "./table.fixture.ts";

const between = Number(Math.SQRT1_2.toFixed(4));
const rounded = (vector: Float32Array | undefined) => [...(vector ?? [])].map((value) => Number(value.toFixed(4)));

test("a text is the sum of its tokens' rows, at length 1", async () => {
  const embedder = createStaticEmbedder(tinyTable);
  const [cop, both, none] = await embedder.embed(["Cops!", "cop ship", "unheard 🎬"]);
  expect(rounded(cop)).toEqual([1, 0]);
  expect(rounded(both)).toEqual([between, between]);
  expect(rounded(none)).toEqual([0, 0]);
});

test("what is rare among the documents counts more", async () => {
  const embedder = createStaticEmbedder(tinyTable);
  for (const text of ["ship", "ship and ship", "ship, cop"]) embedder.learn(text);
  // N = 3; cop n = 1, ship n = 3: weights ln(1 + 2.5 / 1.5)^1.5 and ln(1 + 0.5 / 3.5)^1.5.
  const [cop, ship] = [Math.log(1 + 2.5 / 1.5) ** 1.5, Math.log(1 + 0.5 / 3.5) ** 1.5];
  const length = Math.hypot(cop, ship);
  const vector = async () => rounded((await embedder.embed(["cop ship"]))[0]);
  expect(await vector()).toEqual([cop / length, ship / length].map((value) => Number(value.toFixed(4))));
  expect(embedder.documents).toBe(3);
  for (const text of ["ship", "ship and ship", "ship, cop"]) embedder.unlearn(text);
  expect(await vector()).toEqual([between, between]);
});
