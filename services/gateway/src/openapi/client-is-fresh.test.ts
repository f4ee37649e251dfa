import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { expect, it } from "vitest";
import { clientFiles } from "./client-files.ts";

const files = await clientFiles();

it.each(files.map(({ path, text }) => ({ name: basename(path), path, text })))(
  "packages/client has the $name of the routes; if not: npm run openapi",
  ({ path, text }) => expect(readFileSync(path, "utf8")).toBe(text),
);

it("is OpenAPI 3.1, offers no internal path and has an operationId for every call", () => {
  const document = JSON.parse(files[0]?.text ?? "{}") as {
    openapi: string;
    paths: Record<string, Record<string, { operationId?: string }>>;
  };
  expect(document.openapi).toBe("3.1.0");
  for (const [path, item] of Object.entries(document.paths)) {
    expect(path).toMatch(/^\/(v1\/|\.well-known\/)/);
    for (const operation of Object.values(item)) expect(operation.operationId, path).toMatch(/^[a-z][A-Za-z]+$/);
  }
});
