import { expect, test } from "vitest";
import { catalogOf, film } from "../testing/films.ts";
import { liked, profileOf } from "../testing/context.ts";
import { createViewerReader } from "./viewer-reader.ts";

/** A reader of one viewer, who is as he was told last. */
function told(versioned: boolean) {
  const catalog = catalogOf();
  let version = 0;
  let profile = profileOf({});
  const reader = {
    profile: async () => profile,
    profileVersion: () => (versioned ? version : undefined),
  };
  return {
    catalog,
    read: createViewerReader(reader, catalog),
    tell: (...films: string[]) => {
      version++;
      profile = profileOf({ history: liked(...films) });
    },
  };
}

const idsOf = (viewer: { history: readonly { movieId: string }[] }) => viewer.history.map(({ movieId }) => movieId);

test("a viewer who comes back with nothing told since is the same, one who told more is another", async () => {
  const { read, tell } = told(true);
  tell("horror-1");
  const first = await read("u");
  expect(await read("u")).toBe(first);
  tell("horror-1", "romance-1");
  expect(idsOf(await read("u"))).toEqual(["horror-1", "romance-1"]);
});

test("what the catalog says of his films is read again when that changes", async () => {
  const { read, tell, catalog } = told(true);
  tell("horror-1", "romance-1");
  await read("u");
  catalog.apply({ type: "MovieRemoved", eventId: "x", occurredAt: 0, movieId: "horror-1", version: 2 });
  expect(idsOf(await read("u"))).toEqual(["romance-1"]);
  const { id: movieId, ...facts } = film("horror-1");
  catalog.apply({ type: "MovieUpserted", eventId: "y", occurredAt: 0, movieId, version: 3, ...facts });
  expect(idsOf(await read("u"))).toEqual(["horror-1", "romance-1"]);
});

test("where no version is told, nothing is remembered", async () => {
  const { read, tell } = told(false);
  tell("horror-1");
  const first = await read("u");
  const again = await read("u");
  expect(again).not.toBe(first);
  expect(again).toEqual(first);
});
