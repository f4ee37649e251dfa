import { expect, test } from "vitest";
import { createRandom } from "../../random.ts";
import { createBm25Index, type Bm25Index } from "./bm25-index.ts";
import { countedTerms } from "./terms.ts";

type Field = "title" | "description";
const fields = { title: 2, description: 1 };
const index = () => createBm25Index<Field>({ fields, k1: 1.2, b: 0.5 });

function scoresOf(index: Bm25Index<Field>, text: string, length: number): number[] {
  const scores = new Float64Array(length);
  index.score(countedTerms(text), scores);
  return [...scores];
}

test("scores are those of the formula", () => {
  const films = index();
  films.put(0, { title: "Shark", description: "A shark hunts swimmers." });
  films.put(1, { title: "Boat", description: "Lonely sailors." });
  // Mean lengths: title 1, description 2.5. Mentions of "shark": 2 / 1 + 1 / (0.5 + 0.5 · 3 / 2.5); N = 2, n = 1.
  const mentions = 2 + 1 / 1.1;
  const expected = (Math.log(2) * mentions * 2.2) / (mentions + 1.2);
  const [first, second] = scoresOf(films, "the sharks", 2);
  expect(first).toBeCloseTo(expected, 12);
  expect(second).toBe(0);
});

test("tells where the terms stand", () => {
  const films = index();
  films.put(3, { title: "The Shark", description: "Sailors hunt a shark" });
  expect(films.matched(countedTerms("hunting sharks in space"))(3)).toEqual([
    { term: "hunt", fields: ["description"] },
    { term: "shark", fields: ["title", "description"] },
  ]);
  expect(films.matched(countedTerms("shark"))(4)).toEqual([]);
});

test("after any changes scores are exactly those of a new index", () => {
  const { next, below } = createRandom(5);
  const text = () => Array.from({ length: below(12) }, () => `word${Math.floor(30 * next() ** 2)}`).join(" ");
  const changed = index();
  const there = new Map<number, Record<Field, string>>();
  for (let step = 0; step < 600; step++) {
    const slot = below(40);
    if (next() < 0.3) {
      changed.remove(slot);
      there.delete(slot);
      continue;
    }
    const film = { title: text(), description: text() };
    changed.put(slot, film);
    there.set(slot, film);
  }
  const fresh = index();
  for (const [slot, film] of there) fresh.put(slot, film);
  expect(changed.size).toBe(there.size);
  for (let word = 0; word < 30; word++) {
    const asked = `word${word} word${(word * 7) % 30}`;
    const [ours, theirs] = [scoresOf(changed, asked, 40), scoresOf(fresh, asked, 40)];
    expect(ours.some((score) => score > 0)).toBe(true);
    for (const [slot, score] of ours.entries()) expect(score).toBeCloseTo(theirs[slot]!, 10);
  }
});

test.each([
  ["nothing", ""],
  ["stop words", "the of and"],
  ["emoji", "🎬 !!!"],
  ["NUL", "\0"],
  ["SQL", "' OR 1=1; --"],
  ["a regular expression", "(a+)+$".repeat(1_000)],
])("%s finds nothing", (_, text) => {
  const films = index();
  films.put(0, { title: "Shark", description: "" });
  expect(scoresOf(films, text, 1)).toEqual([0]);
});
