import { mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { readFile, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { modelsContract } from "../models.contract.ts";
import { openModels } from "../open.ts";

const folder = mkdtempSync(join(tmpdir(), "models-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const fileOf = (version: string) => join(folder, "made/models", `${version}.artefact`);

modelsContract({
  name: "folder",
  open: () => openModels(`folder:${join(folder, "made")}`),
  async damage(version, at) {
    const bytes = await readFile(fileOf(version));
    const place = at === "header" ? 60 : bytes.length - 9;
    bytes[place] = bytes[place]! ^ 1;
    await writeFile(fileOf(version), bytes);
  },
  async truncate(version) {
    await truncate(fileOf(version), 70);
  },
});

it("leaves nothing unfinished behind, and clears away what a killed process left long ago", async () => {
  const path = join(folder, "left");
  const models = await openModels(`folder:${path}`);
  const facts = { createdAt: 0, position: "", config: {}, metrics: {}, sections: {} };
  await models.write("models", { ...facts, version: "one" });
  expect(readdirSync(join(path, "models"))).toEqual(["one.artefact"]);
  for (const name of ["old", "young"]) writeFileSync(join(path, `models/${name}.tmp`), "half");
  utimesSync(join(path, "models/old.tmp"), 0, 0);
  await openModels(`folder:${path}`);
  expect(readdirSync(join(path, "models")).sort()).toEqual(["one.artefact", "young.tmp"]);
});

it("says what cannot be opened, and what to do", async () => {
  await expect(openModels("s3://bucket")).rejects.toThrow(
    'no models for the URL "s3://bucket": it must begin with folder:',
  );
  writeFileSync(join(folder, "file"), "");
  await expect(openModels(`folder:${join(folder, "file")}`)).rejects.toThrow("set MODELS_URL to another folder");
});
