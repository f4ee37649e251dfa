import { expect, it } from "vitest";
import { sortableText, textOfSortable } from "./sortable-text.ts";

const characters = ["\0", "a", "z", "\ud7ff", "\ue000", "\ufffd", "\uffff", "😀", "\u{10ffff}"];
const texts = ["", ...characters, ...characters.flatMap((first) => characters.map((second) => first + second))];

it("gives back every text", () => {
  for (const text of texts) expect(textOfSortable(sortableText(text))).toBe(text);
});

it("leaves alone what both orders agree on", () => {
  for (const text of ["", "Metropolis", "Amélie", "\ufffd"]) expect(sortableText(text)).toBe(text);
});

it("has one order by UTF-8 byte and by UTF-16 unit: that of code points", () => {
  const byCodePoint = texts.toSorted((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
  const sortable = byCodePoint.map(sortableText);
  expect(sortable.toSorted((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)))).toEqual(sortable);
  expect(sortable.toSorted((a, b) => (a < b ? -1 : 1))).toEqual(sortable);
});
