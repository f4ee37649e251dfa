import { encodePosition } from "@projectionist/contracts";
import { describe, expect, test } from "vitest";
import type { StoredArtefact } from "../models/artefact.ts";
import { configSchema } from "../config.ts";
import { FEWEST_SIGNALS, holdsErased, whyNotDue } from "./training-due.ts";

type Part = readonly [partition: number, offset: number];

function artefact(at: readonly Part[], { erasures = [] as readonly Part[], signals = 5_000, epoch = "e" } = {}) {
  const position = encodePosition({ epoch, offsets: new Map(at) });
  return { position, config: { erasures }, metrics: { signals } } as unknown as StoredArtefact;
}

describe("after an erasure", () => {
  const inUse = artefact([
    [0, 100],
    [1, 100],
  ]);
  test.each([
    ["behind the model", [[1, 101]], true],
    ["that the model reflects", [[1, 100]], false],
    ["in a partition of which the model has nothing", [[2, 0]], true],
  ] as const)("%s", (_, erasures, isHeld) => {
    const checkpoint = artefact([[1, 101]], { erasures });
    expect(holdsErased(inUse, checkpoint)).toBe(isHeld);
  });

  test("training is due, however little is new and however few signals are left", () => {
    const checkpoint = artefact([[1, 101]], { erasures: [[1, 101]], signals: 1 });
    expect(whyNotDue(checkpoint, inUse)).toBeUndefined();
    expect(whyNotDue(artefact([[1, 101]]), inUse)).toContain("records are new");
  });

  test("it is looked at least twice a day", () => {
    expect(configSchema.properties.TRAIN_EVERY_HOURS).toMatchObject({ maximum: 12 });
  });
});

test("a model of another log is trained anew", () => {
  expect(whyNotDue(artefact([[0, 5]]), artefact([[0, 5]], { epoch: "former" }))).toBeUndefined();
});

test("the first is trained where there are enough signals, the next where enough is new", () => {
  expect(whyNotDue(artefact([[0, 5]], { signals: FEWEST_SIGNALS - 1 }), undefined)).toContain("fewer than");
  expect(whyNotDue(artefact([[0, 5]], { signals: FEWEST_SIGNALS }), undefined)).toBeUndefined();
  const inUse = artefact([[0, 199_999]]);
  expect(whyNotDue(artefact([[0, 201_998]]), inUse)).toBe(
    "1999 records are new since the model in use, fewer than 2000",
  );
  expect(whyNotDue(artefact([[0, 201_999]]), inUse)).toBeUndefined();
});
