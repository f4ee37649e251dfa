import { activityOperations, authOperations, catalogOperations } from "@projectionist/contracts";
import { Type, type TSchema } from "typebox";
import { expect, test } from "vitest";
import { fieldFaults } from "./field-faults.ts";
import { createAjv } from "./validation.ts";

function faultsOf(schema: TSchema, value: unknown) {
  const validate = createAjv({ coerce: false }).compile(schema);
  validate(value);
  return fieldFaults(validate.errors ?? []);
}

const { body: signals } = activityOperations.postSignals.schema;
const { body: registration } = authOperations.register.schema;
const { body: film } = catalogOperations.createMovie.schema;

test("names every wrong field of a body with its cure", () => {
  expect(faultsOf(registration, { email: "nobody", password: "short", isAdmin: true })).toEqual([
    { path: "/isAdmin", message: "unknown field: remove it" },
    { path: "/email", message: "must be an e-mail address, such as name@example.com" },
    { path: "/password", message: "must have 10 to 1024 characters" },
  ]);
  expect(faultsOf(registration, { email: { $ne: null } })).toEqual([
    { path: "/password", message: "required: add it" },
    { path: "/email", message: "must be a string" },
  ]);
});

test.each([6, 0, -1])("names the bounds that %s misses", (rating) => {
  expect(faultsOf(activityOperations.putRating.schema.body, { rating })).toEqual([
    { path: "/rating", message: "must be at least 0.5 and at most 5" },
  ]);
});

test.each([
  [4.6, "must be a multiple of 0.5"],
  ["5", "must be a number"],
  [null, "must be a number"],
  [[5], "must be a number"],
  [1e308, "must be at least 0.5 and at most 5"],
])("a rating of %j %s", (rating, message) => {
  expect(faultsOf(activityOperations.putRating.schema.body, { rating })).toContainEqual({ path: "/rating", message });
});

test("of a union, tells the faults of the branch that was meant", () => {
  expect(faultsOf(signals, { type: "rated", movieId: "m", value: "5" })).toEqual([
    { path: "/value", message: "must be a number" },
  ]);
  expect(faultsOf(signals, { signals: [] })).toEqual([{ path: "/signals", message: "must have 1 to 1000 items" }]);
  expect(faultsOf(signals, { signals: [1], more: 1 })).toEqual([
    { path: "/more", message: "unknown field: remove it" },
  ]);
  expect(faultsOf(signals, "rated")).toEqual([{ path: "", message: "must be an object" }]);
});

test("of a union whose branches have names, tells the faults of the one that is named, or the names", () => {
  const job = { type: "object", required: ["name"], additionalProperties: false };
  const schema = {
    anyOf: [
      { ...job, properties: { name: { enum: ["enrich"] } } },
      { ...job, properties: { name: { enum: ["import"] }, file: { type: "string" } }, required: ["name", "file"] },
    ],
  };
  expect(faultsOf(schema, { name: "import" })).toEqual([{ path: "/file", message: "required: add it" }]);
  expect(faultsOf(schema, { name: "conquer" })).toEqual([{ path: "/name", message: "must be one of enrich, import" }]);
});

test("a value of none of a union's types is told all of them", () => {
  expect(faultsOf(film, { title: "Alien", year: "1979" })).toEqual([
    { path: "/year", message: "must be a whole number or null" },
  ]);
  expect(faultsOf(film, { title: "Alien", year: 1 })).toEqual([
    { path: "/year", message: "must be at least 1870 and at most 2100" },
  ]);
});

test("unions of list items are told apart", () => {
  const list = Type.Array(Type.Union([Type.Literal("a"), Type.Object({ n: Type.Integer() })]));
  expect(faultsOf(list, ["a", { n: "1" }, { n: "2" }])).toEqual([
    { path: "/1/n", message: "must be a whole number" },
    { path: "/2/n", message: "must be a whole number" },
  ]);
});

test("paths of odd field names are JSON pointers", () => {
  expect(faultsOf(registration, { email: "a@b.cd", password: "long enough", "a/b~c": 1 })).toEqual([
    { path: "/a~1b~0c", message: "unknown field: remove it" },
  ]);
});

test("tells at most 20 faults", () => {
  const many = Object.fromEntries(Array.from({ length: 500 }, (_, index) => [`field${index}`, index]));
  expect(faultsOf(registration, many)).toHaveLength(20);
});

test("a body made of faults is answered as quickly as any other", () => {
  const hostile = Object.fromEntries(Array.from({ length: 60_000 }, (_, index) => [`field${index}`, index]));
  const faults = faultsOf(signals, hostile);
  expect(faults).toHaveLength(20);
  expect(faults[0]).toEqual({ path: "/signals", message: "required: add it" });
});

test("of many items with the same faults, those of the first are told", () => {
  const movies = Array.from({ length: 500 }, () => ({ sourceId: "1", title: "Alien", year: "1979", runtime: "117" }));
  const faults = faultsOf(catalogOperations.importMovies.schema.body, { source: "tmdb", movies });
  expect(faults.slice(0, 3)).toEqual([
    { path: "/movies/0/year", message: "must be a whole number or null" },
    { path: "/movies/0/runtime", message: "must be a whole number or null" },
    { path: "/movies/1/year", message: "must be a whole number or null" },
  ]);
  expect(faults).toHaveLength(20);
});
