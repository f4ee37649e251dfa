import { expect, test } from "vitest";
import { createNearNames } from "./near-names.ts";

const names = createNearNames();
for (const name of ["jaws", "dune", "june", "just the ticket", "iron man 2", "iron man 3", "up"])
  names.put(name, [name]);
const near = (typed: string) => [...names.near(typed)];

test.each([
  ["jawz", ["jaws"]],
  ["tune", ["dune", "june"]],
  ["just th eticket", ["just the ticket"]],
  ["jst the tiket", ["just the ticket"]],
  ["irn man 3", ["iron man 3"]],
  ["iron man 4", []],
  ["jst te tiket", []],
  ["op", []],
  ["dune", []],
])("%s: %j", (typed, meant) => expect(near(typed)).toEqual(meant));

test("follows names that change and go", () => {
  const living = createNearNames();
  living.put("one", ["the heat", "heat"]);
  living.put("two", ["heat"]);
  living.put("one", ["stalker"]);
  expect([...living.near("haet")]).toEqual(["heat"]);
  expect([...living.idsOf("heat")]).toEqual(["two"]);
  living.remove("two");
  expect([...living.near("haet")]).toEqual([]);
  expect([...living.near("stalkre")]).toEqual(["stalker"]);
});

test("names of those who are gone keep none from being found", () => {
  const living = createNearNames();
  living.put("film", ["stalzer"]);
  for (const letter of "abcdefghijklmnopqrstuvwxy") living.put(letter, [`stal${letter}er`]);
  for (const letter of "abcdefghijklmnopqrstuvwxy") living.put(letter, [letter]);
  expect([...living.near("stalxer")]).toEqual(["stalzer"]);
});

test("a text that is longer than names costs nothing", () => {
  names.put("long", ["x".repeat(300)]);
  expect(near("y".repeat(300))).toEqual([]);
});
