import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { bundledFilms } from "../testing/films.ts";
import { readBundledFilms } from "./read-bundled-films.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "films-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const alien = { id: "alien-1979", title: "Alien", year: 1979 };
const write = (name: string, ...lines: (object | string)[]) =>
  writeFile(
    join(folder, name),
    lines.map((line) => (typeof line === "string" ? line : JSON.stringify(line))).join("\n"),
  );

test("the bundled catalog is valid", () => expect(bundledFilms.length).toBeGreaterThanOrEqual(400));

test("reads all files in order, and leaves out empty lines and other files", async () => {
  await write("b.jsonl", { ...alien, id: "b" }, "");
  await write("a.jsonl", { ...alien, id: "a1" }, "", { ...alien, id: "a2" });
  await write("README.md", "# Films");
  expect((await readBundledFilms(folder)).map(({ id }) => id)).toEqual(["a1", "a2", "b"]);
});

test.each([
  ["a field of the wrong type", { ...alien, id: "x", year: "1979" }, /films\.jsonl:2: \/year/],
  ["an unknown field", { ...alien, id: "x", colour: true }, /films\.jsonl:2: .*colour/],
  ["a missing title", { id: "x" }, /films\.jsonl:2: .*title/],
  ["an id that came before", alien, /films\.jsonl:2: the id alien-1979 was used before/],
  ["what is not JSON", "{", /films\.jsonl:2: the line is not JSON/],
])("%s is told with its place", async (_, line, message) => {
  await write("films.jsonl", alien, line);
  await expect(readBundledFilms(folder)).rejects.toThrow(message);
});
