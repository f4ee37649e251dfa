import { PermanentJobError } from "@projectionist/jobs";
import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { findInLandingPlace } from "./landing-place.ts";

let folder: string;
let landing: string;
beforeEach(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), "landing-")));
  landing = join(folder, "landing");
  await mkdir(join(landing, "set"), { recursive: true });
  await writeFile(join(landing, "set", "movies.csv"), "");
  await writeFile(join(folder, "secret.zip"), "");
});
afterEach(() => rm(folder, { recursive: true, force: true }));

test("finds what lies in it, by a way around too", async () => {
  expect(await findInLandingPlace(landing, "set")).toBe(join(landing, "set"));
  expect(await findInLandingPlace(landing, "set/../set/movies.csv")).toBe(join(landing, "set", "movies.csv"));
  expect(await findInLandingPlace(landing, ".")).toBe(landing);
});

test("takes a link that stays inside", async () => {
  await symlink(join(landing, "set"), join(landing, "latest"));
  expect(await findInLandingPlace(landing, "latest")).toBe(join(landing, "set"));
});

test.each(["../secret.zip", "set/../../secret.zip", "/etc/passwd", "..", "../landing-too"])(
  "refuses %s, which leads out of it",
  async (file) => {
    const found = findInLandingPlace(landing, file);
    await expect(found).rejects.toThrow("leads out of the landing place");
    await expect(found).rejects.toThrow(PermanentJobError);
  },
);

test("refuses links that lead out of it, in a folder too", async () => {
  await symlink(join(folder, "secret.zip"), join(landing, "link.zip"));
  await expect(findInLandingPlace(landing, "link.zip")).rejects.toThrow("leads out of");
  await symlink(join(folder, "secret.zip"), join(landing, "set", "ratings.csv"));
  await expect(findInLandingPlace(landing, "set")).rejects.toThrow("leads out of");
});

test("says what it holds when a file is not there, and what to do without the folder", async () => {
  await expect(findInLandingPlace(landing, "ml-1m.zip")).rejects.toThrow(
    /no ml-1m\.zip in the landing place.*holds set\./,
  );
  await expect(findInLandingPlace(join(folder, "none"), "x")).rejects.toThrow("IMPORT_FOLDER");
});
