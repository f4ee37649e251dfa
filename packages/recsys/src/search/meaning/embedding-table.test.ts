import { expect, test } from "vitest";
import { decodeTable, encodeTable } from "./embedding-table.ts";
import { relatedWordsOf } from "./related-words.ts";
import { tinyTable } from "./table.fixture.ts";

test("a table is read as it was written, wherever its bytes lie", () => {
  const bytes = encodeTable(tinyTable, "a note");
  expect(decodeTable(bytes)).toEqual(tinyTable);
  const moved = new Uint8Array(bytes.length + 3);
  moved.set(bytes, 3);
  expect(decodeTable(moved.subarray(3))).toEqual(tinyTable);
});

test("says when it is no table, or not the whole of one", () => {
  const bytes = encodeTable(tinyTable, "");
  expect(() => decodeTable(new TextEncoder().encode("hello"))).toThrow('does not begin with "static-embeddings 1"');
  expect(() => decodeTable(bytes.subarray(0, bytes.length - 1))).toThrow(/bytes instead of .*build it anew/);
});

test("related words are looked up by word", () => {
  const related = relatedWordsOf(tinyTable);
  expect(related("cop")).toEqual([{ word: "police", nearness: 0.8 }]);
  expect(related("police")).toEqual([{ word: "cop", nearness: 0.8 }]);
  expect(related("ship")).toEqual([]);
  expect(related("unheard")).toEqual([]);
});
