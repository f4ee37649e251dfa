import { expect, it } from "vitest";
import { nextTick, requireSchedule } from "./when.ts";

const noon = Date.UTC(2026, 0, 1, 12);
const minute = 60_000;

it.each([
  [{ everyMs: minute }, noon, noon, noon + minute],
  [{ everyMs: minute }, noon + minute - 1, noon, noon + minute],
  [{ everyMs: minute }, noon + 10.5 * minute, noon, noon + 11 * minute],
  [{ cron: "*/5 * * * *" }, noon, noon, noon + 5 * minute],
  [{ cron: "0 3 * * *" }, noon, noon, Date.UTC(2026, 0, 2, 3)],
  [{ cron: "30 0 3 * * *" }, noon, noon, Date.UTC(2026, 0, 2, 3, 0, 30)],
] as const)("the tick of %j after %i", (when, now, tick, next) => expect(nextTick(when, now, tick)).toBe(next));

it.each([[{ cron: "every day" }], [{ cron: "61 * * * *" }], [{ everyMs: 0 }], [{ everyMs: 1.5e3 + 0.5 }]])(
  "refuses %j",
  (when) => expect(() => requireSchedule(when)).toThrow(TypeError),
);
