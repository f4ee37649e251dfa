import { signalTypes } from "@projectionist/contracts";
import type { SignalType } from "@projectionist/contracts";
import * as fc from "fast-check";
import type { LedgerEntry } from "../../signal-state/signal-state.ts";

/** What can happen to a ledger: a new signal, an old event id again, a retraction (of anything), an erasure. */
export type Step =
  | Readonly<{ kind: "signal"; entry: LedgerEntry }>
  | Readonly<{ kind: "retract"; eventId: string; offset: number }>
  | Readonly<{ kind: "erase"; offset: number }>;

const signal = fc.record({
  kind: fc.constant("signal" as const),
  movieId: fc.constantFrom("a", "b", "c", "d", "e", "f", "g", "h"),
  type: fc.constantFrom(...signalTypes),
  half: fc.integer({ min: 1, max: 10 }),
  minute: fc.integer({ min: 0, max: 300 }),
  late: fc.boolean(),
  repeats: fc.option(fc.nat(40), { freq: 15 }),
});
const retract = fc.record({ kind: fc.constant("retract" as const), of: fc.nat(40) });
const erase = fc.record({ kind: fc.constant("erase" as const) });

/** Steps at rising offsets; few films, so that much happens to each, and few erasures, which end it. */
export const arbitrarySteps: fc.Arbitrary<Step[]> = fc
  .array(
    fc.oneof({ arbitrary: signal, weight: 48 }, { arbitrary: retract, weight: 12 }, { arbitrary: erase, weight: 1 }),
    {
      maxLength: 60,
    },
  )
  .map((steps) => steps.map((step, index) => stepAt(step, index * 3)));

type Drawn = Parameters<Parameters<typeof signal.map>[0]>[0] | { kind: "retract"; of: number } | { kind: "erase" };

function stepAt(step: Drawn, offset: number): Step {
  if (step.kind === "retract") return { kind: "retract", eventId: `e${step.of * 3}`, offset };
  if (step.kind === "erase") return { kind: "erase", offset };
  return {
    kind: "signal",
    entry: {
      eventId: `e${step.repeats === null ? offset : step.repeats * 3}`,
      offset,
      movieId: step.movieId,
      type: step.type,
      value: valueOf(step.type, step.half),
      occurredAt: step.minute * 60_000,
      late: step.late,
      retractedAt: null,
    },
  };
}

function valueOf(type: SignalType, half: number): number | null {
  if (type === "viewed") return half / 10;
  if (type === "rated") return half / 2;
  return type === "reviewed" && half > 2 ? half / 2 : null;
}
