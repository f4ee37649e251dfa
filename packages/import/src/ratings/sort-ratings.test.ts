import { readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { describe, expect, test } from "vitest";
import { compareRatings, type Rating } from "./rating.ts";
import { countIfSorted, sortRatings } from "./sort-ratings.ts";

/** Ratings in no order, with ties, from a small generator of its own. */
function shuffled(count: number): Rating[] {
  let state = 7;
  const next = (below: number) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % below;
  };
  return Array.from({ length: count }, (_, index) => ({
    viewer: 1 + next(40),
    film: 1 + next(4_000_000_000),
    stars: (1 + next(10)) / 2,
    time: 4_000_000_000 + next(50),
    line: index + 1,
  }));
}

async function* inGroups(ratings: readonly Rating[], size = 37): AsyncGenerator<Rating[]> {
  for (let start = 0; start < ratings.length; start += size) yield ratings.slice(start, start + size);
}

async function collect(groups: AsyncIterable<readonly Rating[]>): Promise<Rating[]> {
  const ratings: Rating[] = [];
  for await (const group of groups) ratings.push(...group);
  return ratings;
}

const leftovers = () => readdirSync(tmpdir()).filter((name) => name.startsWith("projectionist-sort-"));

describe("sortRatings", () => {
  test.each([
    ["in memory", 20_000, 100_000],
    ["in runs", 20_000, 700],
    ["in runs of one row", 40, 1],
    ["in runs that come out even", 1_000, 100],
    ["of nothing", 0, 10],
  ])("%s", async (_, count, memoryRows) => {
    const before = leftovers();
    const ratings = shuffled(count);
    expect(await collect(sortRatings(inGroups(ratings), memoryRows))).toEqual(ratings.toSorted(compareRatings));
    expect(leftovers()).toEqual(before);
  });

  test("leaves nothing behind when it is not read to the end", async () => {
    const before = leftovers();
    for await (const group of sortRatings(inGroups(shuffled(10_000)), 500)) {
      expect(leftovers().length).toBeGreaterThan(before.length);
      if (group.length > 0) break;
    }
    expect(leftovers()).toEqual(before);
  });
});

describe("countIfSorted", () => {
  const ratings = shuffled(500).toSorted(compareRatings);

  test("sees that nothing is to be done", async () => expect(await countIfSorted(inGroups(ratings))).toBe(500));
  test("does not mind the order of what happened at once", async () => {
    const [first] = ratings;
    expect(
      await countIfSorted(
        inGroups([
          { ...first!, film: 9 },
          { ...first!, film: 8 },
        ]),
      ),
    ).toBe(2);
  });
  test("sees times that go back", async () => {
    const [first] = ratings;
    expect(await countIfSorted(inGroups([first!, { ...first!, time: first!.time - 1 }]))).toBeUndefined();
  });
  test("sees viewers that come again", async () => {
    expect(await countIfSorted(inGroups([...ratings, ratings[0]!]))).toBeUndefined();
  });
});
