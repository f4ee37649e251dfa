import { afterAll, expect, test } from "vitest";
import { openEngines } from "../../testing/engines.ts";
import { keepVectors, vectorCollection } from "./kept-vectors.ts";

const { documents, close } = await openEngines();
afterAll(close);
const collection = await documents.collection(vectorCollection);

test("what was made of these very texts by this very model is kept", async () => {
  const [small, large] = [keepVectors(collection, "small"), keepVectors(collection, "large")];
  const vector = Float32Array.of(1, 1 / 3);
  await small.write(["a", "b", "c"].map((id) => ({ id, text: `text of ${id}`, vector })));
  await small.remove("c");
  const texts = [
    { id: "a", text: "text of a" },
    { id: "b", text: "another" },
    { id: "c", text: "text of c" },
  ];
  expect(await small.read(texts)).toEqual(new Map([["a", vector]]));
  expect(await large.read(texts)).toEqual(new Map());
});
