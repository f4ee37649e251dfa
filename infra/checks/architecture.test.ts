import { readdirSync } from "node:fs";
import { builtinModules } from "node:module";
import { describe, expect, it } from "vitest";
import { manifests, root, sources, textOf } from "./workspace.ts";

const kit = ["contracts", "bus", "stores", "service-kit"];
const services = ["auth", "catalog", "activity", "recommender", "gateway"];

/** Who may have engines in containers for his tests, as a devDependency. */
const startsEngines = new Set(["bus", "stores", "jobs", "service-kit", ...services, "all-in-one"]);

/** What each workspace package may import of the others: arrows only point down. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  contracts: [],
  recsys: [],
  compute: ["recsys"],
  simulation: ["contracts", "client"],
  client: [],
  bus: ["contracts"],
  stores: ["contracts"],
  redis: ["contracts"],
  jobs: ["contracts", "redis"],
  engines: [],
  "service-kit": ["contracts", "bus", "stores", "jobs"],
  import: ["contracts", "client"],
  cli: ["contracts", "client", "simulation", "import", "recsys", "compute"],
  auth: kit,
  catalog: [...kit, "jobs", "import", "recsys", "compute"],
  activity: kit,
  recommender: [...kit, "jobs", "recsys", "compute", "redis"],
  gateway: ["contracts", "service-kit", "client", "redis"],
  "all-in-one": [...kit, "jobs", "client", "simulation", ...services],
};

/** The workspace packages among these, without their scope. */
const own = (names: readonly string[]) =>
  names.filter((name) => name.startsWith("@projectionist/")).map((name) => name.replace("@projectionist/", ""));

describe("the architecture", () => {
  it.each(manifests())("$folder depends on nothing above or beside it", ({ name, dependencies, devDependencies }) => {
    const [short = ""] = own([name]);
    expect(Object.keys(allowed)).toContain(short);
    const isAllowed = (d: string) => allowed[short]?.includes(d) === true;
    expect(own(dependencies).filter((d) => !isAllowed(d))).toEqual([]);
    const inTests = (d: string) => isAllowed(d) || (d === "engines" && startsEngines.has(short));
    expect(own(devDependencies).filter((d) => !inTests(d))).toEqual([]);
  });

  it.each(["@projectionist/contracts", "@projectionist/bus", "@projectionist/stores"])("has %s", (name) => {
    expect(manifests().map((manifest) => manifest.name)).toContain(name);
  });

  it("keeps recsys free of I/O, clock and randomness", () => {
    const banned = [...builtinModules.map((name) => `"${name}"`), '"node:', "Date.now", "new Date(", "Math.random"];
    const files = sources("packages/recsys/src/**/*.ts").filter((file) => !file.endsWith(".test.ts"));
    expect(files.length).toBeGreaterThan(0);
    for (const file of files) expect(banned.filter((word) => textOf(file).includes(word))).toEqual([]);
  });

  it("opens SQLite in adapters only", () => {
    const users = sources().filter((file) => /from "node:sqlite"/.test(textOf(file)));
    expect(users.filter((file) => !/\/sqlite\/|\/memory\/|\.test\.ts$/.test(file))).toEqual([]);
  });

  it("reads the environment in main files only", () => {
    const readers = sources("{packages,services}/*/src/**/*.ts").filter((file) => /process\.env\b/.test(textOf(file)));
    expect(
      readers.filter(
        (file) => !/\/main\.ts$|\.test\.ts$|\.fixture\.ts$|\/testing\/|packages\/(cli|engines)\//.test(file),
      ),
    ).toEqual([]);
  });

  it("has the top level that the README shows", () => {
    const expected = [
      "AGENTS.md",
      "LICENSE",
      "README.md",
      "data",
      "infra",
      "package.json",
      "packages",
      "pnpm-lock.yaml",
      "pnpm-workspace.yaml",
      "services",
      "tsconfig.json",
    ];
    const later = new Set(["docker-compose.yml", "k8s"]);
    const found = readdirSync(root).filter((name) => !name.startsWith(".") && name !== "node_modules");
    expect(found.filter((name) => !later.has(name)).toSorted()).toEqual(expected);
  });
});
