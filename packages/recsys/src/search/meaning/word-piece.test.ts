import { expect, test } from "vitest";
import { createWordPiece } from "./word-piece.ts";

const vocabulary = ["un", "unhappy", "##happ", "##y", "##iest", "happy", "##", "'"];
const split = (text: string) =>
  createWordPiece(vocabulary)
    .idsOf(text)
    .map((id) => vocabulary[id]);

test("the longest token that fits is taken, again and again", () => {
  expect(split("Unhappy")).toEqual(["unhappy"]);
  expect(split("unhappiest")).toEqual(["un", "##happ", "##iest"]);
  expect(split("happy'un")).toEqual(["happy", "'", "un"]);
});

test("a word that cannot be put together is unknown as a whole", () => {
  expect(createWordPiece(vocabulary).idsOf("unhappyx happy")).toEqual([-1, 5]);
});

test("nothing has no tokens, and a very long word is unknown", () => {
  expect(split("")).toEqual([]);
  expect(createWordPiece(["a", "##a"]).idsOf("a".repeat(100))).toHaveLength(100);
  expect(createWordPiece(["a", "##a"]).idsOf("a".repeat(101))).toEqual([-1]);
});
