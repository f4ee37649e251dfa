import { addSequence, plainLinearAlgebra, type ItemModel } from "@projectionist/recsys";
import { expect, test } from "vitest";
import { ArtefactDamagedError } from "../models/artefact-file.ts";
import { restoreHeads } from "../models/stored-heads.ts";
import { createStatistics, fitModels } from "./fit-models.ts";

const FILMS = 8;

/** Viewers who have either the even or the odd films, each the next one after the last. */
function statistics() {
  const { statistics: all } = createStatistics();
  for (const statistic of Object.values(all)) {
    statistic.grow(FILMS);
    for (let viewer = 0; viewer < 40; viewer++) {
      const items = Array.from({ length: 4 }, (_, place) => ((place + (viewer >> 1)) % 4) * 2 + (viewer % 2));
      addSequence(statistic, { items, times: items });
    }
  }
  return all;
}

const fit = (denseFilms?: number) =>
  fitModels(statistics(), {
    viewers: 40,
    algebra: plainLinearAlgebra,
    onProgress: () => {},
    ...(denseFilms === undefined ? {} : { denseFilms }),
  });

function best(model: ItemModel, ...history: number[]): number {
  const scores = new Float32Array(FILMS);
  model.score(history, scores);
  for (const item of history) scores[item] = -Infinity;
  return scores.indexOf(Math.max(...scores));
}

test("both heads recommend of the viewer's own kind, and what comes next comes first", async () => {
  const { sections, ...config } = await fit();
  const heads = restoreHeads(config, sections, FILMS);
  expect(best(heads.get("long-horizon")!, 1, 3) % 2).toBe(1);
  expect(best(heads.get("next-item")!, 0, 2)).toBe(4);
  expect(best(heads.get("next-item")!, 5)).toBe(7);
});

test("where films are too many, each is fitted on its nearest, without a head for what comes next", async () => {
  const { sections, ...config } = await fit(FILMS - 1);
  const heads = restoreHeads(config, sections, FILMS);
  expect([...heads.keys()]).toEqual(["long-horizon"]);
  expect(best(heads.get("long-horizon")!, 1, 3) % 2).toBe(1);
});

test.each([undefined, FILMS - 1])("what is not whole is not restored (%s)", async (denseFilms) => {
  const { sections, ...config } = await fit(denseFilms);
  expect(() => restoreHeads(config, sections, FILMS + 1)).toThrow(ArtefactDamagedError);
  const [first] = Object.keys(sections);
  const { [first!]: _missing, ...others } = sections;
  expect(() => restoreHeads(config, others, FILMS)).toThrow(ArtefactDamagedError);
  const unknown = { ...config, heads: { "long-horizon": [{ model: "none", weight: 1 }] } };
  expect(() => restoreHeads(unknown, sections, FILMS)).toThrow(ArtefactDamagedError);
});
