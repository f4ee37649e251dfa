import { expect, test } from "vitest";
import { bytesText, mostBytes, mostPairs } from "./growth.ts";

const scale = { signals: 1_000, films: 50, signalsPerViewer: 100, window: 10 };

test("pairs grow by the window with each signal, until all films are paired", () => {
  expect(mostPairs({ ...scale, signals: 100 })).toBe(1_000);
  expect(mostPairs(scale)).toBe(50 * 49);
});

test("a store holds its share of signals, viewers, films and pairs", () => {
  const bytes = { store: "one", signal: 100, viewer: 10, film: 2, pair: 1 };
  expect(mostBytes(bytes, scale)).toBe(1_000 * 100 + 10 * 10 + 50 * 2 + 50 * 49);
});

test.each([
  [999, "999 B"],
  [1_000, "1.0 KiB"],
  [1_500_000, "1.4 MiB"],
  [400 * 2 ** 20, "400 MiB"],
  [5.25 * 2 ** 40, "5.3 TiB"],
])("%d bytes read %s", (bytes, text) => {
  expect(bytesText(bytes)).toBe(text);
});
