import { randomUUID } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import type { ControlFields } from "../signal-state/signal-state.ts";
import { changeControl, type ControlOf } from "./change-control.ts";

/** The claim on a keyspace that is filled ends by itself so long after its owner has died. */
const BUILDING_MS = 30_000;
/** A hold does so sooner, since nothing is applied until then. */
export const HOLD_MS = 10_000;
const RENEWALS = 3;
const WAIT_MS = 250;

/** Renews a claim while `work` goes on; the signal that `work` gets is aborted when the claim turns out to be lost. */
async function renewed<T>(
  control: ControlOf,
  leaseMs: number,
  renewal: (now: ControlFields, until: number) => ControlFields | undefined,
  signal: AbortSignal,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const lost = new AbortController();
  const timer = setInterval(() => {
    changeControl(control, (now) => renewal(now, Date.now() + leaseMs)).then(
      (renewedTo) => renewedTo ?? lost.abort(new Error("the claim in the control record has run out")),
      // It holds for two more attempts.
      () => {},
    );
  }, leaseMs / RENEWALS);
  try {
    return await work(AbortSignal.any([signal, lost.signal]));
  } finally {
    clearInterval(timer);
  }
}

/**
 * Works while the projectors apply nothing to the active keyspace; whether they have noticed is for `work` to find out. Waits
 * for another hold to end. Answers how long it held, in milliseconds, with what `work` answered.
 */
export async function whileHeld<T>(
  control: ControlOf,
  signal: AbortSignal,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<Readonly<{ result: T; pauseMs: number }>> {
  const id = randomUUID();
  const hold = () => ({ id, until: Date.now() + HOLD_MS });
  const isFree = (now: ControlFields) => now.hold === null || now.hold.until <= Date.now();
  while (!(await changeControl(control, (now) => (isFree(now) ? { ...now, hold: hold() } : undefined)))) {
    await delay(WAIT_MS, undefined, { signal });
  }
  const began = performance.now();
  const isOurs = (now: ControlFields) => now.hold?.id === id;
  try {
    const renewal = (now: ControlFields, until: number) => (isOurs(now) ? { ...now, hold: { id, until } } : undefined);
    const result = await renewed(control, HOLD_MS, renewal, signal, work);
    return { result, pauseMs: performance.now() - began };
  } finally {
    // Where it cannot be taken back, it ends by itself.
    await changeControl(control, (now) => (isOurs(now) ? { ...now, hold: null } : undefined)).catch(() => {});
  }
}

/** A claim on a keyspace, from now on. */
export const claimOf = (keyspace: string) => ({ keyspace, until: Date.now() + BUILDING_MS });

/** Works while the keyspace is known to be filled; it must have been claimed. */
export async function whileBuilding<T>(
  control: ControlOf,
  keyspace: string,
  signal: AbortSignal,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const renewal = (now: ControlFields, until: number) =>
    now.building?.keyspace === keyspace ? { ...now, building: { keyspace, until } } : undefined;
  return renewed(control, BUILDING_MS, renewal, signal, work);
}
