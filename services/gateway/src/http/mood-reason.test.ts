import { expect, test } from "vitest";
import type { FoundFilm } from "./found-films.ts";
import { moodReason } from "./mood-reason.ts";

const film = (chips: number[], more: Partial<FoundFilm> = {}): FoundFilm => ({
  id: "a",
  score: 1,
  matched: [],
  reasons: { words: [], chips },
  standing: { score: 1 },
  ...more,
});
const chips = [
  { kind: "mood", value: "scary", text: "gruselig" },
  { kind: "mood", value: "violent", text: "brutal", negated: true },
  { kind: "genre", value: "Horror" },
  { kind: "year", value: { from: 1980, to: 1989 }, text: "80er" },
] as const;

test("names what the film meets in the viewer's words, and not what was unwanted", () => {
  expect(moodReason(film([0, 1, 2, 3]), [...chips])).toEqual({
    type: "fitsMood",
    text: "As you wish: gruselig, Horror, 80er.",
    movie: null,
    contribution: 1,
  });
});

test("tells of the text where no chip is met, and of fame where nothing was understood", () => {
  const near = film([], { reasons: { words: [], chips: [], nearness: 0.4 } });
  expect(moodReason(near, [])).toMatchObject({ type: "fitsMood", text: "Its story is near to what you describe." });
  expect(moodReason(film([1], { matched: ["title"] }), [...chips])).toMatchObject({ type: "fitsMood" });
  expect(moodReason(film([]), [])).toMatchObject({ type: "popular" });
});
