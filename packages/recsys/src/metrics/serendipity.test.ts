import { expect, test } from "vitest";
import { serendipity } from "./serendipity.ts";

test("counts what is relevant and not obvious", () => {
  expect(serendipity([1, 2, 3, 4], new Set([1, 2, 9]), new Set([1]))).toBe(1);
});
