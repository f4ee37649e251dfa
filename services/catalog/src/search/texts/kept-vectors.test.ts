import { expect, test, vi } from "vitest";
import { openEngines } from "../../testing/engines.ts";
import { embedInBackground, type FilmEmbedder } from "./embed-in-background.ts";
import { keepVectors, vectorCollection, type KeptVectors } from "./kept-vectors.ts";

/** Embeds a text as its length, and tells what it was asked for. */
function measuring() {
  const asked: string[] = [];
  const embedder: FilmEmbedder = {
    name: "measuring",
    dimensions: 2,
    async embed(texts) {
      asked.push(...texts);
      return texts.map((text) => Float32Array.of(text.length, 1 / 3));
    },
  };
  return { embedder, asked };
}

async function embed(texts: Readonly<Record<string, string>>, kept: KeptVectors) {
  const { embedder, asked } = measuring();
  const vectors = new Map<string, Float32Array>();
  const embedding = embedInBackground(embedder, (id, vector) => void vectors.set(id, vector), kept);
  for (const [id, text] of Object.entries(texts)) embedding.put(id, text);
  await embedding.settled();
  return { embedding, vectors, asked };
}

test("a later start embeds only what is new or changed, and only what this model made serves", async () => {
  const { documents, close } = await openEngines();
  const collection = await documents.collection(vectorCollection);
  const first = await embed({ a: "one", b: "three", c: "seven" }, keepVectors(collection, "small"));
  expect(first.asked).toEqual(["one", "three", "seven"]);
  expect(first.embedding.progress()).toEqual({ embedded: 3, films: 3 });
  first.embedding.remove("c");
  await vi.waitFor(async () => expect(await collection.get("c")).toBeUndefined());

  const second = await embed({ a: "one", b: "changed", c: "seven" }, keepVectors(collection, "small"));
  expect(second.asked).toEqual(["changed", "seven"]);
  expect(second.vectors.get("a")).toEqual(first.vectors.get("a"));
  expect(second.vectors.get("b")).toEqual(Float32Array.of("changed".length, 1 / 3));

  expect((await embed({ a: "one" }, keepVectors(collection, "large"))).asked).toEqual(["one"]);
  await close();
});

test("where vectors cannot be kept, films are embedded all the same", async () => {
  const broken = () => Promise.reject(new Error("the store is away"));
  const { vectors } = await embed({ a: "one" }, { read: broken, write: broken, remove: broken });
  expect(vectors.get("a")).toEqual(Float32Array.of(3, 1 / 3));
});
