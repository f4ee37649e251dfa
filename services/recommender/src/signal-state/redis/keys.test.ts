import { expect, it } from "vitest";
import { settingsKey, shardPrefix } from "./keys.ts";

const names = ["live", "", "{", "}", "a:b", "a%3a;b", "*", "ж", "🎬", "\ud83c", "a b", "A"];

it("keys of different keyspaces and shards differ, with one pair of braces around what tells them apart", () => {
  const prefixes = names.flatMap((name) => [shardPrefix(name, "f1"), shardPrefix(name, "v1"), settingsKey(name)]);
  expect(new Set(prefixes).size).toBe(prefixes.length);
  for (const name of names) expect(shardPrefix(name, "f1")).toMatch(/^\{p:[\w%;-]*:f1\}$/);
});
