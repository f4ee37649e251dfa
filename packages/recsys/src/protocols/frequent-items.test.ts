import { expect, test } from "vitest";
import { historyOf, interactionsOf, timesOf } from "../interactions.ts";
import { frequentItems } from "./frequent-items.ts";

test("films of few viewers go, the others close up and keep their times", () => {
  const all = interactionsOf(
    [
      { items: [3, 0, 2], times: [1, 2, 3] },
      { items: [0], times: [4] },
      { items: [2, 0, 3], times: [5, 6, 7] },
    ],
    4,
  );
  const { interactions, itemOf } = frequentItems(all, 3);
  expect([...itemOf]).toEqual([0]);
  expect(interactions.itemCount).toBe(1);
  expect([0, 1, 2].map((user) => [...timesOf(interactions, user)])).toEqual([[2], [4], [6]]);
  const two = frequentItems(all, 2);
  expect([...two.itemOf]).toEqual([0, 2, 3]);
  expect([...historyOf(two.interactions, 0)]).toEqual([2, 0, 1]);
});
