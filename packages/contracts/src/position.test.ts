import { expect, it } from "vitest";
import { covers, decodePosition, encodePosition } from "./position.ts";

const at = (epoch: string, ...offsets: [number, number][]) => ({ epoch, offsets: new Map(offsets) });

it("is URL-safe, canonical and read back whole", () => {
  const text = encodePosition(at("a1", [5, 70], [0, 3]));
  expect(text).toBe("1.a1.0-3.5-70");
  expect(encodeURIComponent(text)).toBe(text);
  expect(decodePosition(text)).toEqual(at("a1", [0, 3], [5, 70]));
  expect(decodePosition(encodePosition(at("e")))).toEqual(at("e"));
  const uuid = at("a01e897a-902b-46d1-8fed-96850e7600cb", [3, 0]);
  expect(decodePosition(encodePosition(uuid))).toEqual(uuid);
  const longest = at(`${"a".repeat(32)}-0123456789ab`, [0, 1]);
  expect(decodePosition(encodePosition(longest))).toEqual(longest);
});

it.each(["", "1", "2.a.0-1", "1.a.0-1.0-2", "1.a.0", "1.a.-1-2", "1.a.0-99999999999999999", "1.a b.0-1", "__proto__"])(
  "refuses %j",
  (text) => expect(decodePosition(text)).toBeUndefined(),
);

it("covers what it has reached, in the same epoch only", () => {
  const reached = at("a", [0, 5], [1, 9]);
  expect(covers(reached, at("a", [0, 5]))).toBe(true);
  expect(covers(reached, at("a", [0, 6]))).toBe(false);
  expect(covers(reached, at("a", [2, 0]))).toBe(false);
  expect(covers(reached, at("b", [0, 1]))).toBe(false);
});
