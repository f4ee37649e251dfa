import { describe, expect, test } from "vitest";
import { createProgress } from "./progress.ts";

function shown(isTTY: boolean) {
  let time = 0;
  let output = "";
  const stream = {
    isTTY,
    write(text: string) {
      output += text;
    },
  };
  const progress = createProgress(stream, "ratings", () => time);
  const at = (seconds: number, done: number, total?: number) => {
    time = seconds * 1000;
    progress.update(done, total);
  };
  return { progress, at, output: () => output };
}

describe("progress", () => {
  test("on a terminal is a bar that is redrawn, with rate and time left", () => {
    const { progress, at, output } = shown(true);
    at(0, 0, 4000);
    at(1, 1000, 4000);
    at(1.01, 1010, 4000);
    at(2, 2000, 4000);
    progress.end();
    const bar = (full: number) => "█".repeat(full) + "░".repeat(24 - full);
    const clear = "\r\u001B[K";
    expect(output()).toBe(
      `${clear}ratings  ${bar(6)} 25 %  1,000 of 4,000  1,000 rows/s  0:03 left` +
        `${clear}ratings  ${bar(12)} 50 %  2,000 of 4,000  1,000 rows/s  0:02 left` +
        `${clear}ratings  ${bar(12)} 50 %  2,000 of 4,000  1,000 rows/s  0:02 left\n`,
    );
  });

  test("elsewhere is a line every ten seconds", () => {
    const { progress, at, output } = shown(false);
    at(1, 100);
    at(11, 1100);
    at(12, 1200, 40_000_000);
    at(22, 2200, 40_000_000);
    progress.end();
    expect(output()).toBe(
      "ratings  1,100 rows  100 rows/s\nratings  0 %  2,200 of 40,000,000  100 rows/s  111:06:18 left\n",
    );
  });

  test("elsewhere says nothing of what is over soon", () => {
    const { progress, at, output } = shown(false);
    at(1, 100, 100);
    progress.end();
    expect(output()).toBe("");
  });
});
