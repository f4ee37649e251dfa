import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { temporaryFolder } from "@projectionist/import/testing";
import { findApiKey } from "./api-key.ts";

let temporary: Awaited<ReturnType<typeof temporaryFolder>>;
beforeEach(async () => {
  temporary = await temporaryFolder();
});
afterEach(() => temporary.remove());

const find = (gatewayUrl: string, given?: string) =>
  findApiKey({ given, dataFolder: temporary.path, gatewayUrl }).value;

test("a key that is given goes before the local start's", () => {
  writeFileSync(join(temporary.path, "admin-key"), "pk_local\n");
  expect(find("http://localhost:8080", "pk_given")).toBe("pk_given");
  expect(find("http://localhost:8080")).toBe("pk_local");
  expect(find("http://[::1]:8080")).toBe("pk_local");
});

test("the local start's key is never sent elsewhere", () => {
  writeFileSync(join(temporary.path, "admin-key"), "pk_local\n");
  expect(() => find("https://films.example")).toThrow("No API key: give --api-key or set PROJECTIONIST_API_KEY");
});

test("without any key the cure is named", () => expect(() => find("http://localhost:8080")).toThrow("npm start"));
