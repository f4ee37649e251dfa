import { beforeEach, expect, it } from "vitest";
import { createLogger } from "./logger.ts";
import { createTrouble, type Trouble } from "./trouble.ts";

let lines: Record<string, unknown>[];
let time: number;
let trouble: Trouble;

beforeEach(() => {
  lines = [];
  time = 0;
  const destination = { write: (line: string) => void lines.push(JSON.parse(line) as Record<string, unknown>) };
  trouble = createTrouble(createLogger({ service: "test", destination }), () => time);
});

it("is told at its begin, each half minute, and at its end", () => {
  for (; time < 60_000; time += 1_000) trouble.failed("a", { topic: "t" }, "failed");
  trouble.over("a", { topic: "t" }, "works again");
  trouble.over("a", { topic: "t" }, "works again");
  expect(lines).toMatchObject([
    { level: "warn", msg: "failed", topic: "t", times: 1 },
    { level: "warn", msg: "failed", times: 31 },
    { level: "info", msg: "works again", times: 60, ms: 60_000 },
  ]);
});

it("of one kind does not hide that of another", () => {
  trouble.failed("a", {}, "a failed");
  trouble.failed("b", {}, "b failed");
  trouble.over("a", {}, "a works");
  trouble.failed("a", {}, "a failed");
  expect(lines.map(({ msg }) => msg)).toEqual(["a failed", "b failed", "a works", "a failed"]);
});
