import { expect, it } from "vitest";
import { sampleEvents } from "./events/samples.ts";
import type { SignalEvent } from "./events/events.ts";
import { holds, signalEffects, signalOf, signalTypes } from "./signals.ts";
import { keyOf } from "./record-of.ts";
import { topicOf, topics } from "./topics.ts";

it.each([
  ["always", null, true],
  ["never", 5, false],
  [{ atLeast: 0.7 }, 0.7, true],
  [{ atLeast: 0.7 }, 0.69, false],
  [{ atLeast: 3 }, null, true],
  [{ below: 3 }, 2.5, true],
  [{ below: 3 }, 3, false],
  [{ below: 3 }, null, false],
] as const)("rule %j for %j holds: %s", (rule, value, expected) => expect(holds(rule, value)).toBe(expected));

it("turns every event that carries a signal into the type whose effect names that event", () => {
  const signals = sampleEvents.filter((event): event is SignalEvent => topicOf(event.type) === "activity.signals");
  for (const event of signals) {
    const signal = signalOf(event);
    if (signal) expect(signalEffects[signal.type].event).toBe(event.type);
    else expect(["ReviewRemoved", "SignalRetracted", "ViewerErased"]).toContain(event.type);
  }
});

it("holds what excludes a film to be seen, and what is taken back to exist", () => {
  for (const type of signalTypes) {
    const effect = signalEffects[type];
    if (effect.excludes !== "never") expect(effect.seen).toBe("always");
    if (effect.takesBack) expect(signalTypes).toContain(effect.takesBack);
  }
});

it("knows topic and key of every event, and a dead-letter topic for what groups consume", () => {
  for (const event of sampleEvents) {
    expect(Object.keys(topics)).toContain(topicOf(event.type));
    expect(keyOf(event)).not.toBe("");
  }
  expect(Object.keys(topics)).toEqual(expect.arrayContaining(["activity.signals.dlq", "auth.users.dlq"]));
});
