import { createLogger } from "@projectionist/service-kit";
import { afterEach, expect, test, vi } from "vitest";
import { createCatalogCopy } from "../../catalog-copy/catalog-copy.ts";
import { newToModel } from "../sources/new-to-model.source.ts";
import { contextOf, liked } from "../testing/context.ts";
import { film } from "../testing/films.ts";
import { modelOf } from "../testing/model.ts";
import { createNewFilms, type NewFilms } from "./new-films.ts";

const logger = createLogger({ service: "test", level: "silent" });
const heist = { keywords: ["heist"], genres: ["Crime"] };
const farm = { keywords: ["farm"], genres: ["Family"] };
const films = [film("heist-1", heist), film("heist-2", heist), film("farm-1", farm), film("farm-2", farm)];
const model = modelOf({
  "heist-1": { "heist-2": 0.5 },
  "heist-2": { "heist-1": 0.5 },
  "farm-1": { "farm-2": 0.5 },
  "farm-2": { "farm-1": 0.5 },
});

let version = 0;
const catalog = createCatalogCopy();
const tell = ({ id, ...facts }: ReturnType<typeof film>) =>
  catalog.apply({ type: "MovieUpserted", eventId: id, occurredAt: 0, movieId: id, version: ++version, ...facts });
for (const one of films) tell(one);

let newFilms: NewFilms;
afterEach(() => newFilms.stop());

const known = () => newFilms.columns(model);
const found = (...history: string[]) => [
  ...newToModel(contextOf({ history: liked(...history), catalog, model, newFilms: known() })),
];

test("a film that comes is known by what it is, and recommended to those whose films speak for its like", async () => {
  newFilms = createNewFilms({ catalog, logger });
  expect(known().size).toBe(0);
  tell(film("heist-3", heist));
  newFilms.look();
  await vi.waitUntil(() => known().has("heist-3"), { timeout: 20_000 });

  const [candidate] = found("heist-1");
  expect(candidate).toMatchObject({ movieId: "heist-3", evidence: [{ kind: "content", baseline: "heist-1" }] });
  const scoreFor = (history: string) => found(history)[0]?.score ?? 0;
  expect(scoreFor("heist-1")).toBeGreaterThan(scoreFor("farm-1"));

  tell(film("heist-3", farm));
  newFilms.look();
  await vi.waitUntil(() => scoreFor("farm-1") > scoreFor("heist-1"), { timeout: 20_000 });

  catalog.apply({ type: "MovieRemoved", eventId: "x", occurredAt: 0, movieId: "heist-3", version: ++version });
  tell(film("heist-4", heist));
  newFilms.look();
  await vi.waitUntil(() => known().has("heist-4"), { timeout: 20_000 });
  expect([...known().keys()]).toEqual(["heist-4"]);
});

test("without a model there are none, and nothing of the last is kept", async () => {
  newFilms = createNewFilms({ catalog, logger });
  known();
  tell(film("heist-6", heist));
  newFilms.look();
  await vi.waitUntil(() => known().has("heist-6"), { timeout: 20_000 });
  const former = known();
  expect(newFilms.columns(undefined).size).toBe(0);
  // They are made anew, for the same model too.
  await vi.waitUntil(() => known().has("heist-6") && known() !== former, { timeout: 20_000 });
});

test("a film of which nothing but the title is told is left to others", async () => {
  newFilms = createNewFilms({ catalog, logger });
  known();
  tell(film("blank"));
  tell(film("heist-5", heist));
  newFilms.look();
  await vi.waitUntil(() => known().has("heist-5"), { timeout: 20_000 });
  expect(known().has("blank")).toBe(false);
});

test("a model without weights of films by films has no new ones", async () => {
  newFilms = createNewFilms({ catalog, logger });
  const { layers: _layers, ...head } = model.heads.get("long-horizon") as { layers?: unknown } & NonNullable<
    ReturnType<typeof model.heads.get>
  >;
  const large = { ...model, heads: new Map([["long-horizon", head]]) };
  for (let turn = 0; turn < 3; turn++) {
    expect(newFilms.columns(large).size).toBe(0);
    await vi.waitUntil(() => true);
  }
});
