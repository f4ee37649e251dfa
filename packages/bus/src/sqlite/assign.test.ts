import { expect, it } from "vitest";
import { assign } from "./assign.ts";

const all = [1, 2, 3, 4, 5, 6, 7];
const share = (...ids: string[]) => assign(ids.map((id) => ({ id, partitionIds: all })));

it("gives each partition to one member, and members one more than others at most", () => {
  const shares = [...share("a", "b", "c").values()];
  expect(shares.flatMap((each) => [...each]).toSorted((a, b) => a - b)).toEqual(all);
  expect(shares.map(({ size }) => size)).toEqual([3, 2, 2]);
});

it("gives a member nothing of what it does not read", () => {
  const shares = assign([
    { id: "a", partitionIds: [1, 2] },
    { id: "b", partitionIds: [2, 3] },
  ]);
  expect([...shares.get("a")!]).not.toContain(3);
  expect([...shares.get("b")!]).not.toContain(1);
});

it("leaves surplus members without a partition", () => {
  expect(assign(["a", "b"].map((id) => ({ id, partitionIds: [1] }))).get("b")).toEqual(new Set());
});
