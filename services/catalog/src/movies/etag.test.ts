import { describe, expect, test } from "vitest";
import { etagOf, isKnown, requireMatch } from "./etag.ts";

test("is the version, and the rating where there is one", () => {
  expect(etagOf({ version: 3, rating: null })).toBe('"3"');
  expect(etagOf({ version: 3, rating: { average: 3.5, count: 2 } })).toBe('"3-2-3.5"');
});

describe("if-none-match", () => {
  test.each([['"3"'], ['W/"3"'], ["*"], ['"1", "3"']])("%s is known", (header) =>
    expect(isKnown(header, '"3"')).toBe(true),
  );
  test.each([['"2"'], ["3"], [undefined]])("%s is not", (header) => expect(isKnown(header, '"3"')).toBe(false));
});

describe("if-match", () => {
  test.each([['"3"'], ['"3-2-3.5"'], ["*"], ['"1", "3"'], [undefined]])("%s lets version 3 be changed", (header) =>
    expect(() => requireMatch(header, 3)).not.toThrow(),
  );
  test.each([['"2"'], ['W/"3"'], ["3"], ['""'], [""]])("%s does not", (header) =>
    expect(() => requireMatch(header, 3)).toThrow(expect.objectContaining({ code: "version-conflict" })),
  );
});
