import { expect, it } from "vitest";
import {
  activityOperations,
  authOperations,
  catalogOperations,
  moodRecommendations,
  noteServed,
  opsOperations,
  rankCandidates,
  rankOperations,
  recommenderOperations,
} from "./index.ts";
import type { Operation } from "./operation.ts";

const groups = {
  activityOperations,
  authOperations,
  catalogOperations,
  opsOperations,
  rankOperations,
  recommenderOperations,
};
const all: readonly Operation[] = [
  ...Object.values(groups).flatMap((group) => Object.values(group) as Operation[]),
  moodRecommendations,
  noteServed,
  rankCandidates,
];

it("has unique ids and unique method and path", () => {
  expect(new Set(all.map((o) => o.id)).size).toBe(all.length);
  expect(new Set(all.map((o) => `${o.method} ${o.path}`)).size).toBe(all.length);
});

it("offers /v1 paths and keeps /internal ones to itself", () => {
  for (const operation of all) expect(operation.path.startsWith("/internal/")).toBe(!operation.exposed);
});

it("declares parameters for every placeholder, and closes every body and query against unknown fields", () => {
  for (const { id, path, schema } of all) {
    const placeholders = [...path.matchAll(/:(\w+)/g)].map((match) => match[1]);
    expect(Object.keys((schema.params as { properties?: object })?.properties ?? {}), id).toEqual(placeholders);
    for (const part of [schema.body, schema.querystring, schema.params]) {
      if (!part) continue;
      const branches = (part as { anyOf?: object[] }).anyOf ?? [part];
      for (const branch of branches) expect(branch, id).toMatchObject({ additionalProperties: false });
    }
  }
});
