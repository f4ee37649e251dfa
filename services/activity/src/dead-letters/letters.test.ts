import type { LogRecord } from "@projectionist/bus";
import { REPLAY_HEADER, deadLetterHeaders, resolutionHeaders } from "@projectionist/contracts";
import { expect, test } from "vitest";
import { Letters } from "./letters.ts";

let next = 0;
const record = (headers: Record<string, string>, value = Buffer.from("poison")): LogRecord => {
  const offset = next++;
  return {
    topic: "activity.signals.dlq",
    partition: 0,
    offset,
    key: "ann",
    value,
    headers,
    appendedAt: 1_000 + offset,
  };
};
const buried = (offset: number, group: string, more: Record<string, string> = {}) => ({
  ...more,
  [deadLetterHeaders.topic]: "activity.signals",
  [deadLetterHeaders.partition]: "3",
  [deadLetterHeaders.offset]: String(offset),
  [deadLetterHeaders.group]: group,
  [deadLetterHeaders.error]: "schema id 99 was never published",
  [deadLetterHeaders.schemaId]: "99",
});
const resolved = (offset: number, kind: string) => ({
  [resolutionHeaders.resolves]: `3/${offset}`,
  [resolutionHeaders.resolution]: kind,
  [resolutionHeaders.by]: "ops",
});

test("a record that two groups put aside is one letter with its own headers", () => {
  const letters = new Letters("activity.signals");
  letters.add(record(buried(7, "a", { "event-id": "e-1", [REPLAY_HEADER]: "activity.signals/3/5" })));
  letters.add(record(buried(7, "b", { "event-id": "e-1" })));
  expect(letters.all()).toMatchObject([
    {
      offset: 7,
      groups: ["a", "b"],
      headers: { "event-id": "e-1", [REPLAY_HEADER]: "activity.signals/3/5" },
      schemaId: 99,
      replayOf: "activity.signals/3/5",
      resolution: null,
    },
  ]);
});

test("a letter stays resolved, to what came first, when it is put aside once more", () => {
  const letters = new Letters("activity.signals");
  letters.add(record(buried(7, "a")));
  letters.add(record(resolved(7, "dropped")));
  letters.add(record(resolved(7, "replayed")));
  letters.add(record(buried(7, "b")));
  expect(letters.find(3, 7)?.resolution).toMatchObject({ kind: "dropped", by: "ops" });
  expect(letters.find(3, 8)).toBeUndefined();
});

test("records that are no letters, and resolutions of another kind, are left out", () => {
  const letters = new Letters("activity.signals");
  letters.add(record({}));
  letters.add(record({ ...buried(7, "a"), [deadLetterHeaders.offset]: "seven" }));
  letters.add(record(resolved(8, "burnt")));
  letters.add(record(buried(8, "a")));
  expect(letters.all()).toMatchObject([{ offset: 8, resolution: null }]);
});

test("the oldest are let go when they are too many", () => {
  const letters = new Letters("activity.signals", 10_000);
  for (let offset = 0; offset < 5; offset++) letters.add(record(buried(offset, "a"), Buffer.alloc(3_000)));
  expect(letters.all().map(({ offset }) => offset)).toEqual([3, 4]);
  expect(letters.notHeld).toBe(3);
});
