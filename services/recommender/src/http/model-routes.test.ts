import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createApp, createLogger, ProblemError, type Principal } from "@projectionist/service-kit";
import type { FastifyInstance } from "fastify";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Models } from "../models/models.ts";
import { openModels } from "../models/open.ts";
import type { PublishedModel, WithdrawnModel } from "../models/publish-model.ts";
import { modelRoutes } from "./model-routes.ts";

const nobody = { scopes: [], role: null } as const;
const principals: Readonly<Record<string, Principal>> = {
  admin: { ...nobody, kind: "user", id: "u-admin", role: "admin" },
  viewer: { ...nobody, kind: "user", id: "u-viewer", role: "viewer" },
  operator: { ...nobody, kind: "service", id: "k-operator", scopes: ["ops"] },
};

let folder: string;
let models: Models;
let app: FastifyInstance;
let published: PublishedModel | undefined;
let withdrawn: WithdrawnModel | undefined;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "model-routes-"));
  models = await openModels(`folder:${folder}`);
  published = undefined;
  withdrawn = undefined;
  app = build();
});
afterEach(async () => {
  await app.close();
  rmSync(folder, { recursive: true });
});

function build(isWithout = false): FastifyInstance {
  const built = createApp({
    service: "recommender",
    logger: createLogger({ service: "recommender", level: "silent" }),
    async verifyToken(token) {
      const principal = principals[token];
      if (!principal) throw new ProblemError("token-invalid");
      return principal;
    },
  });
  const current = {
    current: () => undefined,
    published: () => published,
    withdrawn: () => withdrawn,
    caughtUp: async () => {},
  };
  const deps = {
    models,
    current,
    promote: async (
      { version, sha256, metrics }: { version: string; sha256: string; metrics: object },
      replaces: string | null,
    ) => {
      published = { version, sha256, metrics: { ...metrics }, replaces, publishedAt: 0 };
    },
  };
  modelRoutes(built, isWithout ? undefined : deps);
  return built;
}

async function ask(method: "GET" | "POST", url: string, token = "admin") {
  const reply = await app.inject({
    method,
    url: `/v1/ops/models${url}`,
    headers: { authorization: `Bearer ${token}` },
  });
  return { status: reply.statusCode, body: reply.json<Record<string, unknown>>() };
}

const write = (version: string) =>
  models.write("models", {
    version,
    createdAt: 1_000,
    position: "1.e.0-7",
    config: { backend: "typescript" },
    metrics: { viewers: 3 },
    sections: { weights: Float32Array.of(1, 2) },
  });

test("models are listed, the newest first, with the one that is to be served", async () => {
  expect((await ask("GET", "")).body).toEqual({ items: [], published: null, withdrawn: null });
  await write("v1");
  await write("v2");
  await ask("POST", "/v1/promote", "operator");
  const { body } = await ask("GET", "", "operator");
  expect(body["items"]).toMatchObject([
    { version: "v2", published: false, createdAt: "1970-01-01T00:00:01.000Z", metrics: { viewers: 3 } },
    { version: "v1", published: true },
  ]);
  expect(body["published"]).toEqual({
    version: "v1",
    replaces: null,
    publishedAt: "1970-01-01T00:00:00.000Z",
    loaded: false,
  });
});

test("a model is shown with what is stored of it", async () => {
  const { sha256 } = await write("v1");
  expect((await ask("GET", "/v1")).body).toMatchObject({
    version: "v1",
    sha256,
    position: "1.e.0-7",
    config: { backend: "typescript" },
    sections: [{ name: "weights", type: "f32", length: 2 }],
  });
});

test("a promoted model replaces the one before, and going back is promoting that", async () => {
  await write("v1");
  await write("v2");
  await ask("POST", "/v1/promote");
  expect(await ask("POST", "/v2/promote")).toMatchObject({ status: 200, body: { version: "v2", published: true } });
  expect(published).toMatchObject({ version: "v2", replaces: "v1" });
  await ask("POST", "/v2/promote");
  expect(published).toMatchObject({ version: "v2", replaces: "v1" });
  await ask("POST", "/v1/promote");
  expect(published).toMatchObject({ version: "v1", replaces: "v2" });
});

test("nothing is gone back to that is not kept any more", async () => {
  await write("v1");
  await write("v2");
  await ask("POST", "/v1/promote");
  await ask("POST", "/v2/promote");
  const replaces = async () => ((await ask("GET", "")).body["published"] as { replaces: string | null }).replaces;
  expect(await replaces()).toBe("v1");
  await models.remove("models", "v1");
  expect(await replaces()).toBeNull();
});

test("a withdrawn model is told of, and not promoted, also where it is stored again", async () => {
  await write("v1");
  await write("v2");
  withdrawn = { version: "v1", withdrawnAt: 7_000 };
  expect((await ask("GET", "")).body).toMatchObject({
    items: [
      { version: "v2", published: false },
      { version: "v1", published: false },
    ],
    published: null,
    withdrawn: { version: "v1", withdrawnAt: "1970-01-01T00:00:07.000Z" },
  });
  expect(await ask("POST", "/v1/promote")).toMatchObject({ status: 409, body: { code: "model-withdrawn" } });
  expect(published).toBeUndefined();
  expect((await ask("POST", "/v2/promote")).status).toBe(200);
});

test("what is damaged is not promoted", async () => {
  await write("v1");
  const file = join(folder, "models/v1.artefact");
  const bytes = readFileSync(file);
  writeFileSync(
    file,
    bytes.map((byte, place) => (place === bytes.length - 1 ? byte ^ 1 : byte)),
  );
  expect(await ask("POST", "/v1/promote")).toMatchObject({
    status: 409,
    body: { code: "model-damaged", detail: expect.stringContaining("checksum") },
  });
  expect(published).toBeUndefined();
});

test("there is no such version, and where no models are kept none", async () => {
  for (const [method, url] of [
    ["GET", "/v1"],
    ["POST", "/v1/promote"],
  ] as const)
    expect(await ask(method, url)).toMatchObject({ status: 404, body: { code: "model-not-found" } });
  expect(await ask("GET", "/..%2Fkeys")).toMatchObject({ status: 400, body: { code: "validation-failed" } });
  await app.close();
  app = build(true);
  expect((await ask("GET", "")).body).toEqual({ items: [], published: null, withdrawn: null });
  expect((await ask("POST", "/v1/promote")).body).toMatchObject({ code: "model-not-found" });
});

test("viewers may not touch models", async () => {
  expect((await ask("GET", "", "viewer")).status).toBe(403);
  expect((await ask("POST", "/v1/promote", "viewer")).status).toBe(403);
});
