import { expect, it } from "vitest";
import { compareWithApplied, SendLog, type SendOutcome } from "./send-log.ts";

const call = { sentAt: 0, ms: 1, status: 202, code: undefined, retryAfter: null };

function sendLogOf(...outcomes: readonly (readonly [eventId: string, outcome: SendOutcome])[]): SendLog {
  const log = new SendLog();
  for (const [eventId, outcome] of outcomes) log.note(call, [{ eventId, userId: "u", sentAt: 0, outcome }]);
  return log;
}

const compare = (log: SendLog, ...eventIds: string[]) => compareWithApplied(log, new Map([["u", eventIds]]));

it("finds nothing where everything acked was applied once, and something unknown too", () => {
  const log = sendLogOf(["a", "acked"], ["b", "unknown"], ["c", "unknown"], ["d", "refused"]);
  expect(compare(log, "a", "b")).toEqual({ missing: [], repeated: [], foreign: [] });
});

it("finds what is missing, what came twice, and what should not be there", () => {
  const log = sendLogOf(["a", "acked"], ["b", "acked"], ["d", "refused"]);
  expect(compare(log, "b", "b", "d", "e")).toEqual({
    missing: ["u a"],
    repeated: ["u b"],
    foreign: ["u d", "u e"],
  });
});

it("holds the same event id of two viewers apart", () => {
  const applied = new Map([
    ["u", ["a"]],
    ["w", ["a"]],
  ]);
  expect(compareWithApplied(sendLogOf(["a", "acked"]), applied)).toMatchObject({ repeated: [], foreign: ["w a"] });
});

it("keeps the best that is known of a signal that was sent again", () => {
  const log = sendLogOf(["a", "unknown"], ["a", "acked"], ["a", "refused"], ["b", "unknown"], ["b", "refused"]);
  expect([log.count("acked"), log.count("unknown"), log.count("refused")]).toEqual([1, 1, 0]);
});
