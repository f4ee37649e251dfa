import { expect, test } from "vitest";
import type { Scored } from "../scored.ts";
import { diversify, type DiversifyOptions } from "./diversify.ts";

const items = [
  { id: "western-1", score: 1 },
  { id: "western-2", score: 0.99 },
  { id: "western-3", score: 0.98 },
  { id: "comedy-1", score: 0.9 },
];
const kindOf = ({ id }: Scored) => id.split("-")[0];
const similarity = (a: Scored, b: Scored) => (kindOf(a) === kindOf(b) ? 1 : 0);
const ids = (options: Partial<DiversifyOptions<Scored>>) =>
  diversify(items, { count: 4, relevance: 0.8, similarity, ...options }).map(({ id }) => id);

test("something else comes before more of the same", () => {
  expect(ids({})).toEqual(["western-1", "comedy-1", "western-2", "western-3"]);
});

test("with relevance alone the order stays", () => {
  expect(ids({ relevance: 1 })).toEqual(items.map(({ id }) => id));
});

test("the best film always leads, and no more than asked for are taken", () => {
  expect(ids({ count: 2 })).toEqual(["western-1", "comedy-1"]);
  expect(diversify([], { count: 3, relevance: 0.5, similarity })).toEqual([]);
});

test("it is what comparing every film with every other gives", () => {
  const many = Array.from({ length: 60 }, (_, i) => ({
    id: `${(i * 7) % 11}-${(i * 13) % 17}`,
    score: 1 / (1 + i / 9),
  }));
  const alike = (a: Scored, b: Scored) => {
    const [one, other] = [a.id.split("-"), b.id.split("-")];
    return (Number(one[0] === other[0]) + Number(one[1] === other[1])) / 2;
  };
  const taken: Scored[] = [];
  const left = [...many];
  while (taken.length < 30) {
    const values = left.map(
      (item) => 0.6 * item.score - 0.4 * Math.max(0, ...taken.map((other) => alike(item, other))),
    );
    taken.push(...left.splice(values.indexOf(Math.max(...values)), 1));
  }
  expect(diversify(many, { count: 30, relevance: 0.6, similarity: alike })).toEqual(taken);
});
