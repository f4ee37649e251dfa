import { expect, it } from "vitest";
import { EngineOpenError } from "./engine-open-error.ts";
import { openDocuments } from "./open.ts";

it.each(["mongo", "", "memory:", "constructor:x", "/data/documents.db"])(
  "refuses %j, naming the schemes there are",
  async (url) => {
    const error = await openDocuments(url).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(EngineOpenError);
    expect(String(error)).toContain("sqlite:");
  },
);

it.each(["sqlite:", "sqlite::memory:"])("refuses %j: SQLite needs a file", async (url) => {
  await expect(openDocuments(url)).rejects.toThrow("needs the path of a file");
});
