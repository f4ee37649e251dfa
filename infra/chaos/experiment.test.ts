import { expect, it } from "vitest";
import { failureOf, type Outcome } from "./experiment.ts";

const kept: Outcome = { faults: { kills: 3 }, sent: 10, acked: 9, unknown: 1, differences: [] };
const broken: Outcome = { ...kept, differences: ["a = 2, not 1"] };

it("is proven when nothing differs and the control does", () => {
  expect(failureOf(kept, broken)).toBeUndefined();
});

it("fails when something differs, when the control shows no harm, and when a fault did not happen", () => {
  expect(failureOf(broken, broken)).toBe("1 differences");
  expect(failureOf(kept, kept)).toContain("the control shows no harm");
  expect(failureOf({ ...kept, faults: { kills: 3, gaps: 0 } }, broken)).toBe("these faults never happened: gaps");
});
