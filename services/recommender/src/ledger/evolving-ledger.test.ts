import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { FilmDelta, LedgerEntry } from "../signal-state/signal-state.ts";
import { contributions } from "./contributions.ts";
import type { Contribution } from "./contributions.ts";
import { difference } from "./difference.ts";
import { erasedMark } from "./erased-mark.ts";
import { EvolvingLedger } from "./evolving-ledger.ts";
import { foldLedger } from "./fold-ledger.ts";
import { arbitrarySteps } from "./testing/arbitrary-ledger.ts";
import type { Step } from "./testing/arbitrary-ledger.ts";
import { ledgerOf, without } from "./testing/ledger-of.ts";

const window = 5;

/** The ledger after a step, by the plain rules. */
function stepped(entries: readonly LedgerEntry[], step: Step): readonly LedgerEntry[] {
  if (entries[0]?.eventId === "~erased") return entries;
  switch (step.kind) {
    case "signal":
      return entries.some(({ eventId }) => eventId === step.entry.eventId) ? [...entries] : [...entries, step.entry];
    case "retract":
      return entries.map((entry) =>
        entry.eventId === step.eventId && entry.retractedAt === null ? { ...entry, retractedAt: step.offset } : entry,
      );
    case "erase":
      return [erasedMark(step.offset)];
  }
}

function evolve(ledger: EvolvingLedger, step: Step): FilmDelta[] {
  if (step.kind === "signal") return ledger.append(step.entry) ?? [];
  if (step.kind === "retract") return ledger.retract(step.eventId, step.offset) ?? [];
  return ledger.erase(step.offset) ?? [];
}

function sum(list: Iterable<Contribution>): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const { kind, movieId, amount, ...rest } of difference(list, [])) {
    const of = "next" in rest ? rest.next : "total" in rest ? rest.total : rest.occurredAt;
    sums[`${kind} ${movieId} ${of}`] = amount;
  }
  return sums;
}

describe("an evolving ledger", () => {
  it("answers with each step the difference of the contributions after and before", () => {
    fc.assert(
      fc.property(arbitrarySteps, (steps) => {
        const ledger = new EvolvingLedger([], window);
        let entries: readonly LedgerEntry[] = [];
        for (const step of steps) {
          const next = stepped(entries, step);
          const wanted = difference(contributions(next, window), contributions(entries, window));
          expect(sum(evolve(ledger, step))).toEqual(sum(wanted));
          entries = next;
        }
        expect(ledger.size).toBe(entries.length);
      }),
      { numRuns: 1000 },
    );
  });

  it("goes on from a stored ledger as if it had read it from the start", () => {
    fc.assert(
      fc.property(arbitrarySteps, fc.nat(60), (steps, cut) => {
        const stored = steps.slice(0, cut).reduce(stepped, [] as readonly LedgerEntry[]);
        const whole = new EvolvingLedger([], window);
        for (const step of steps.slice(0, cut)) evolve(whole, step);
        const resumed = new EvolvingLedger(stored, window);
        for (const step of steps.slice(cut)) expect(evolve(resumed, step)).toEqual(evolve(whole, step));
      }),
      { numRuns: 500 },
    );
  });

  it("leaves the counts, after a retraction, as if the signal had never been", () => {
    fc.assert(
      fc.property(arbitrarySteps, fc.nat(60), (steps, at) => {
        const before = steps.reduce(stepped, [] as readonly LedgerEntry[]);
        const target = before[at % Math.max(1, before.length)];
        if (target === undefined) return;
        const ledger = new EvolvingLedger(before, window);
        const deltas = ledger.retract(target.eventId, 1_000_000) ?? [];
        const never = before.filter((entry) => entry !== target);
        expect(sum([...contributions(before, window), ...deltas])).toEqual(sum(contributions(never, window)));
      }),
      { numRuns: 500 },
    );
  });

  it("leaves nothing of an erased viewer", () => {
    const entries = ledgerOf("liked alien", "rated aliens 5", "viewed heat 1", "clicked jaws");
    const deltas = new EvolvingLedger(entries, window).erase(9)!;
    expect(difference([...contributions(entries, window), ...deltas], [])).toEqual([]);
  });

  it("knows an event id for ever: repeated, or after its retraction", () => {
    const [entry] = ledgerOf("liked alien");
    const ledger = new EvolvingLedger([], window);
    expect(ledger.append(entry!)).toBeDefined();
    expect(ledger.append({ ...entry!, offset: 1 })).toBeUndefined();
    expect(ledger.retract("e0", 2)).toBeDefined();
    expect(ledger.retract("e0", 3)).toBeUndefined();
    expect(ledger.append({ ...entry!, offset: 4 })).toBeUndefined();
    expect(ledger.retract("unknown", 5)).toBeUndefined();
  });

  it("takes nothing more of an erased viewer, also one who had signalled nothing, or whose ledger was stored", () => {
    const [entry] = ledgerOf("liked alien");
    for (const before of [[entry!], []]) {
      const ledger = new EvolvingLedger(before, window);
      expect(ledger.erase(1)).toBeDefined();
      for (const erased of [ledger, new EvolvingLedger([erasedMark(1)], window)]) {
        expect(erased.append({ ...entry!, eventId: "later", offset: 2 })).toBeUndefined();
        expect(erased.retract("~erased", 3)).toBeUndefined();
        expect(erased.erase(4)).toBeUndefined();
        expect(erased.size).toBe(1);
      }
    }
  });

  it("says of an erased viewer what it says of one who never was", () => {
    expect(contributions([erasedMark(1)], window)).toEqual([]);
    expect(foldLedger([erasedMark(1)])).toEqual(foldLedger([]));
  });

  it("takes 50,000 entries, retracted ones included, and no more", () => {
    const one = ledgerOf("clicked alien")[0]!;
    const full = Array.from({ length: 50_000 }, (_, offset) => ({ ...one, eventId: `e${offset}`, offset }));
    const ledger = new EvolvingLedger(without(full, 7), window);
    expect(ledger.append({ ...one, eventId: "one-more", offset: 60_000 })).toBeUndefined();
    expect(ledger.size).toBe(50_000);
    expect(new EvolvingLedger(full.slice(1), window).append({ ...one, eventId: "last", offset: 60_000 })).toBeDefined();
  });

  it("refuses a window that weights do not exist for", () => {
    expect(() => new EvolvingLedger([], 21)).toThrow("window must be a whole number from 5 to 20, not 21");
  });
});
