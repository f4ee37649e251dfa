import { expect, test } from "vitest";
import { embedInBackground } from "./embed-in-background.ts";

const learningNothing = { learn: () => {}, unlearn: () => {} };

/** A text's vector is its length and how many texts were learned when it was embedded. */
function counting() {
  const learned: string[] = [];
  const embedder = {
    embed: async (texts: readonly string[]) => texts.map((text) => Float32Array.of(text.length, learned.length)),
    learn: (text: string) => void learned.push(text),
    unlearn: (text: string) => void learned.splice(learned.indexOf(text), 1),
  };
  const vectors = new Map<string, Float32Array>();
  const embedding = embedInBackground(embedder, (id, vector) => void vectors.set(id, vector));
  return { embedding, vectors, learned };
}

test("every text is embedded, knowing at least two thirds of the others", async () => {
  const { embedding, vectors } = counting();
  for (let film = 0; film < 100; film++) {
    embedding.put(`film-${film}`, "x".repeat(film));
    if (film % 30 === 0) await embedding.settled();
  }
  await embedding.settled();
  expect(vectors.size).toBe(100);
  for (const [id, [length, learned]] of vectors) {
    expect(id).toBe(`film-${length}`);
    expect(learned).toBeGreaterThanOrEqual(100 / 1.5);
  }
});

test("what is replaced or removed before its turn leaves no vector of its own, and is not learned", async () => {
  const { embedding, vectors, learned } = counting();
  embedding.put("a", "short");
  embedding.put("a", "much longer");
  embedding.put("b", "gone");
  embedding.remove("b");
  embedding.remove("unheard");
  await embedding.settled();
  expect([...vectors.keys()]).toEqual(["a"]);
  expect(vectors.get("a")?.[0]).toBe("much longer".length);
  expect(learned).toEqual(["much longer"]);
});

test("a text that changes while it is embedded gets the vector of what it is now", async () => {
  const vectors = new Map<string, Float32Array>();
  const gate = Promise.withResolvers<void>();
  const embedding = embedInBackground(
    {
      ...learningNothing,
      async embed(texts) {
        await gate.promise;
        return texts.map((text) => Float32Array.of(text.length));
      },
    },
    (id, vector) => void vectors.set(id, vector),
  );
  embedding.put("a", "first");
  await new Promise((resolve) => void setImmediate(() => setImmediate(resolve)));
  embedding.put("a", "second one");
  gate.resolve();
  await embedding.settled();
  expect(vectors.get("a")).toEqual(Float32Array.of("second one".length));
});

test("a failure is told, and the next text tries again what is left", async () => {
  const vectors = new Map<string, Float32Array>();
  let works = false;
  const embedding = embedInBackground(
    {
      ...learningNothing,
      async embed(texts) {
        if (!works) throw new Error("the thread has ended");
        return texts.map((text) => Float32Array.of(text.length));
      },
    },
    (id, vector) => void vectors.set(id, vector),
  );
  embedding.put("a", "text");
  await embedding.settled();
  expect(embedding.failure()?.message).toBe("the thread has ended");
  works = true;
  embedding.put("b", "other");
  await embedding.settled();
  expect(embedding.failure()).toBeUndefined();
  expect([...vectors.keys()]).toEqual(["a", "b"]);
});
