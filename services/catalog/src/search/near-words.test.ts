import { expect, test } from "vitest";
import { createSpelling } from "./near-words.ts";

const spelling = createSpelling();
for (const word of ["godfather", "godfathers", "goddess", "alien", "aliens", "allen", "tarantino", "1979", "alien"])
  spelling.add(word);
const near = (typed: string, prefix = false) => spelling.near(typed, { prefix }).map(({ word }) => word);

test("swapped, missing, added and wrong letters are forgiven", () => {
  expect(near("alein")).toEqual(["alien"]);
  expect(near("godfater")).toEqual(["godfather"]);
  expect(near("aliien")).toEqual(["alien"]);
  expect(near("alxen")).toEqual(["alien", "allen"]);
});

test("a long word may have two errors, a short one none", () => {
  expect(near("gdofathr")).toEqual([]);
  expect(near("gdofathre")).toEqual(["godfather"]);
  expect(near("alie")).toEqual([]);
});

test("with prefix, the beginning of a word is enough", () => {
  expect(near("tranti", false)).toEqual([]);
  expect(near("tranti", true)).toEqual(["tarantino"]);
  expect(near("godfaht", true)).toEqual(["godfather", "godfathers"]);
});

test("numbers are taken as they are", () => expect(near("19790")).toEqual([]));

test("a word that was taken away is not near, the others of its length are", () => {
  const living = createSpelling();
  for (const word of ["alien", "allen", "alten"]) living.add(word);
  for (const word of ["alien", "alten", "alten", "unknown"]) living.remove(word);
  living.add("alden");
  expect(living.near("alxen", { prefix: false }).map(({ word }) => word)).toEqual(["alden", "allen"]);
});
