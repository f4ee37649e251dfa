import kafkajs from "kafkajs";
import { beforeEach, expect, it } from "vitest";
import type { ClientLine } from "../client-line.ts";
import { createClientLog } from "./client-log.ts";

const { ERROR, WARN } = kafkajs.logLevel;
let lines: ClientLine[];
let time: number;
let log: (level: kafkajs.logLevel, message: string, more?: object) => void;

beforeEach(() => {
  lines = [];
  time = 0;
  const write = createClientLog(
    (line) => void lines.push(line),
    () => time,
  )(WARN);
  log = (level, message, more = {}) =>
    write({ namespace: "Connection", level, label: "", log: { timestamp: "", message, ...more } });
});

it("warns of faults, in one line and without stacks", () => {
  const error = "connect ECONNREFUSED";
  log(ERROR, "Connection error", {
    error,
    broker: "b:1",
    clientId: "c",
    stack: "Error\n at x\n at y",
    groupId: undefined,
  });
  expect(lines).toEqual([
    {
      level: "warn",
      message: "Connection error",
      fields: { client: "kafkajs", part: "Connection", error, broker: "b:1" },
    },
  ]);
});

it.each([
  ["The group is rebalancing, re-joining", {}],
  ["Response Heartbeat(key: 12, version: 1)", { error: "The group is rebalancing, so a rejoin is needed" }],
  [
    "Response Metadata(key: 3, version: 6)",
    { error: "There is no leader for this topic-partition as we are in the middle of a leadership election" },
  ],
  ["Response JoinGroup(key: 11, version: 5)", { error: "Group coordinator not available" }],
])("keeps for debugging what passes: %s", (message, more) => {
  log(ERROR, message, more);
  expect(lines.map(({ level }) => level)).toEqual(["debug"]);
});

it("keeps kafkajs's warnings for debugging", () => {
  log(WARN, "something");
  expect(lines.map(({ level }) => level)).toEqual(["debug"]);
});

it("tells what repeats itself each half minute, and how often it was left out", () => {
  for (time = 0; time < 60_000; time += 1_000) log(ERROR, "Connection error", { broker: "b:1" });
  log(ERROR, "Connection error", { broker: "b:2" });
  expect(lines.map(({ fields }) => [fields["broker"], fields["repeated"]])).toEqual([
    ["b:1", undefined],
    ["b:1", 29],
    ["b:2", undefined],
  ]);
});
