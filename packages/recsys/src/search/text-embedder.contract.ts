import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { TextEmbedder } from "./text-embedder.ts";

const dot = (a: Float32Array, b: Float32Array) => a.reduce((sum, value, i) => sum + value * b[i]!, 0);

/** What every {@link TextEmbedder} keeps. */
export function textEmbedderContract(
  name: string,
  open: () => Promise<Readonly<{ embedder: TextEmbedder; close(): Promise<void> }>>,
): void {
  describe(`${name} keeps the contract of text embedders`, () => {
    let opened: Awaited<ReturnType<typeof open>>;
    beforeAll(async () => {
      opened = await open();
    }, 60_000);
    afterAll(() => opened?.close());
    const embed = (...texts: string[]) => opened.embedder.embed(texts);

    test("a unit vector for each text", async () => {
      const { name, dimensions } = opened.embedder;
      expect(name).not.toBe("");
      const vectors = await embed("A shark hunts swimmers.", "Two friends rob a bank.", "x");
      expect(vectors).toHaveLength(3);
      for (const vector of vectors) {
        expect(vector).toHaveLength(dimensions);
        expect(dot(vector, vector)).toBeCloseTo(1, 4);
      }
    });

    test("no text, no vector", async () => expect(await embed()).toEqual([]));

    test.each([[""], ["   \n\t"], ["\0"], ["\u200B"]])("%j says nothing: all zeros", async (text) => {
      const [vector] = await embed(text);
      expect(vector).toHaveLength(opened.embedder.dimensions);
      expect(vector!.every((value) => value === 0)).toBe(true);
    });

    test("texts are embedded each for itself, in their order", async () => {
      const texts = [
        "A robot learns to love.",
        "",
        "A robot learns to love.",
        "War at sea " + "and more war ".repeat(30),
      ];
      const together = await embed(...texts);
      expect([...together[0]!]).toEqual([...together[2]!]);
      for (const [at, text] of texts.entries()) {
        const [alone] = await embed(text);
        expect(Math.max(...alone!.map((value, i) => Math.abs(value - together[at]![i]!)))).toBeLessThan(0.03);
      }
    });

    test("what means the same is nearer than what does not", async () => {
      const [cop, police, kitchen] = await embed(
        "a cop hunts a killer",
        "policeman chases murderer",
        "baking bread at home",
      );
      expect(dot(cop!, police!)).toBeGreaterThan(dot(cop!, kitchen!) + 0.1);
    });

    test.each([
      ["ten thousand characters", "film ".repeat(2_000)],
      ["one word of ten thousand", "a".repeat(10_000)],
      ["emoji", "👩‍🚀🚀🎬"],
      ["right to left", "فيلم عن الحب والحرب"],
      ["half a pair", "broken \uD83D pair"],
      ["special tokens", "[CLS] [SEP] [MASK] [PAD] [UNK]"],
    ])("%s: a vector of numbers", async (_, text) => {
      const [vector] = await embed(text);
      expect(vector!.every(Number.isFinite)).toBe(true);
    });
  });
}
