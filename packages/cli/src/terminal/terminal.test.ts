import { expect, test } from "vitest";
import { findingsText } from "./findings.ts";
import { hexDump } from "./hex-dump.ts";
import { printable, shortened, timeText } from "./printable.ts";
import { table } from "./table.ts";

test("a table has numbers to the right and texts to the left, unless told", () => {
  const rows = [
    ["one", "x", 1_000, "5 s"],
    ["three", "yy", 2, "10 s"],
  ];
  expect(table(["name", "text", "count", "time"], rows, ["time"])).toBe(
    ["name   text  count  time", "one    x     1,000   5 s", "three  yy        2  10 s"].join("\n"),
  );
});

test("text of others cannot steer the terminal", () => {
  expect(printable("a\u001b[2J\nb\u009bc")).toBe("a\\u001b[2J\\u000ab\\u009bc");
  expect(shortened("abcdef", 4)).toBe("abc…");
  expect(timeText("2026-11-21T15:20:11.123Z")).toBe("2026-11-21 15:20:11Z");
});

test("bytes are shown sixteen a line, and no more than sixteen lines", () => {
  expect(hexDump(Buffer.from("\u0000\u0001Projectionist!!"))).toEqual([
    "000000  00 01 50 72 6f 6a 65 63 74 69 6f 6e 69 73 74 21  ..Projectionist!",
    "000010  21                                               !",
  ]);
  expect(hexDump(new Uint8Array(0))).toEqual([]);
  const long = hexDump(new Uint8Array(1_000));
  expect(long).toHaveLength(17);
  expect(long.at(-1)).toContain("744 more bytes");
});

test("errors come first", () => {
  const text = findingsText([
    { severity: "warning", where: "auth", what: "old", cure: "Upgrade." },
    { severity: "error", where: "activity", what: "away", cure: "Start it." },
  ]);
  expect(text).toBe("ERROR  activity: away.\n       Start it.\n\nWARNING  auth: old.\n       Upgrade.\n");
  expect(findingsText([])).toBe("");
});
