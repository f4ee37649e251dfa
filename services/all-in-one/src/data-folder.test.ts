import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterEach, expect, it } from "vitest";
import { openDataFolder } from "./data-folder.ts";
import { temporaryFolder } from "./testing/system.ts";

const folder = temporaryFolder();
afterEach(() => {
  for (const name of readdirSync(folder.path)) rmSync(join(folder.path, name), { recursive: true });
});

it("deletes its own state when it begins anew, and nothing of anybody else's", () => {
  for (const name of ["log.sqlite", "log.sqlite-wal", "signal-state.sqlite", "projectionist.log", "thesis.txt", "keys"])
    writeFileSync(join(folder.path, name), "");
  for (const name of ["imports", "models", "photos"]) mkdirSync(join(folder.path, name));
  const opened = openDataFolder(folder.path, false);
  opened.secret("admin-key");
  opened.secret("admin-password");
  opened.mark("demo-history");
  openDataFolder(folder.path, true);
  expect(readdirSync(folder.path).sort()).toEqual(["keys", "photos", "thesis.txt"]);
});

it("deletes nothing while a system runs on it", () => {
  const running = new DatabaseSync(join(folder.path, "signal-state.sqlite"));
  running.exec("PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; CREATE TABLE t (n)");
  writeFileSync(join(folder.path, "log.sqlite"), "");
  expect(() => openDataFolder(folder.path, true)).toThrow(/in use by a running system: stop it/);
  expect(readdirSync(folder.path)).toContain("log.sqlite");
  running.close();
  openDataFolder(folder.path, true);
  expect(readdirSync(folder.path)).toEqual([]);
});

it("keeps a secret that it made, and says what to do about an empty one", () => {
  const secret = openDataFolder(folder.path, false).secret("admin-key", "pk_");
  expect(secret).toMatch(/^pk_.{32}$/);
  expect(openDataFolder(folder.path, false).secret("admin-key", "pk_")).toBe(secret);
  writeFileSync(join(folder.path, "admin-key"), "\n");
  expect(() => openDataFolder(folder.path, false).secret("admin-key")).toThrow(/admin-key is empty: delete it/);
});

it("names what it cannot write to", () => {
  writeFileSync(join(folder.path, "file"), "");
  expect(() => openDataFolder(join(folder.path, "file"), false)).toThrow(/cannot write to .*file.*DATA_FOLDER/);
});
