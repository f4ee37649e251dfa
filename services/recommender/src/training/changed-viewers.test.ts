import { expect, test } from "vitest";
import { ChangedViewers } from "./changed-viewers.ts";

const taken = (changed: ChangedViewers) =>
  [...changed.take()].map(([partition, { userIds, ...rest }]) => ({ partition, userIds: [...userIds], ...rest }));

test("a viewer is there once however often he acts, and is gone once taken", () => {
  const changed = new ChangedViewers();
  changed.add(0, { userIds: ["a", "b"], offset: 4, erasedAt: -1 });
  changed.add(0, { userIds: ["b", "c"], offset: 9, erasedAt: 7 });
  changed.add(1, { userIds: ["d"], offset: 2, erasedAt: -1 });
  expect(changed.size).toBe(4);
  expect(taken(changed)).toEqual([
    { partition: 0, userIds: ["a", "b", "c"], offset: 9, erasedAt: 7 },
    { partition: 1, userIds: ["d"], offset: 2, erasedAt: -1 },
  ]);
  expect([changed.size, taken(changed)]).toEqual([0, []]);
});

test("what could not be counted and is added again takes nothing back", () => {
  const changed = new ChangedViewers();
  changed.add(0, { userIds: ["a"], offset: 4, erasedAt: 3 });
  const failed = changed.take().get(0)!;
  changed.add(0, { userIds: ["b"], offset: 9, erasedAt: -1 });
  changed.add(0, failed);
  expect(taken(changed)).toEqual([{ partition: 0, userIds: ["b", "a"], offset: 9, erasedAt: 3 }]);
});
