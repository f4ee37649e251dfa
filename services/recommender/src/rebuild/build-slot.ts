import { changeControl, readControl, type ControlOf } from "../control/change-control.ts";
import { claimOf, whileBuilding } from "../control/leases.ts";
import type { ControlFields } from "../signal-state/signal-state.ts";
import { shown, type Task } from "./task.ts";

/** A new keyspace, and the one that serves. */
export type Slot = Readonly<{
  active: string;
  keyspace: string;
  /** Aborted when the work shall end, or the claim is lost. */
  signal: AbortSignal;
  /** Lets the new keyspace serve, and ends the hold. @throws when another serves by now than when this began */
  swap(): Promise<void>;
}>;

export type SlotOptions = Readonly<{ name: string; dropPrevious: boolean; task: Task }>;

/** Somebody else fills a keyspace at this time. */
export class RebuildUnderWayError extends Error {
  constructor(keyspace: string) {
    super(`${keyspace} is being filled or dropped at this time: wait until that has ended, or cancel it`);
    this.name = "RebuildUnderWayError";
  }
}

export const isBuilding = ({ building }: ControlFields) => building !== null && building.until > Date.now();

/**
 * Works with a new keyspace, the only one that is filled at a time: what was left over of an earlier one, and the keyspace
 * that could be gone back to, are dropped before; the new one after, unless it was swapped in. Every keyspace stands in
 * the control record until it is dropped, so that none is forgotten.
 *
 * @throws {RebuildUnderWayError}
 * @throws {Error} when the name is that of a keyspace that serves, or can be gone back to
 */
export async function withNewKeyspace<T>(
  control: ControlOf,
  { name, dropPrevious, task }: SlotOptions,
  work: (slot: Slot) => Promise<T>,
): Promise<T> {
  const before = await readControl(control);
  // It would be filled in place, and dropped when that is not finished.
  if (name === before.active || name === before.previous)
    throw new Error(`there is a ${name} already: the clock has been set back, start the rebuild again`);
  const leftover = before.building?.keyspace ?? name;
  const claim = await changeControl(control, (now) =>
    isBuilding(now) || (now.building !== null && now.building.keyspace !== leftover)
      ? undefined
      : { ...now, building: claimOf(leftover) },
  );
  if (!claim) throw new RebuildUnderWayError(leftover);
  let slotHas: string | null = leftover;
  let swapped = false;

  async function exchange(keyspace: string | null, change: Partial<ControlFields> = {}): Promise<void> {
    const done = await changeControl(control, (now) =>
      now.building?.keyspace === slotHas
        ? { ...now, ...change, building: keyspace === null ? null : claimOf(keyspace) }
        : undefined,
    );
    if (!done) throw new Error("another has claimed the control record");
    slotHas = keyspace;
  }

  async function drop(keyspace: string, signal: AbortSignal): Promise<void> {
    await whileBuilding(control, keyspace, signal, () =>
      control.state.drop(keyspace, (gone) => task.progress(0, `drops ${keyspace}: ${shown(gone)} rows gone`)),
    );
    task.log(`dropped ${keyspace}`);
  }

  try {
    if (leftover !== name) await drop(leftover, task.signal);
    if (claim.previous !== null) {
      await exchange(claim.previous, { previous: null });
      await drop(claim.previous, task.signal);
    }
    await exchange(name);
    return await whileBuilding(control, name, task.signal, (signal) =>
      work({
        active: claim.active,
        keyspace: name,
        signal,
        async swap() {
          const previous = dropPrevious ? {} : { previous: claim.active };
          const building = dropPrevious ? claimOf(claim.active) : null;
          const done = await changeControl(control, (now) =>
            now.active === claim.active && now.building?.keyspace === name
              ? { ...now, ...previous, active: name, building, hold: null }
              : undefined,
          );
          if (!done) throw new Error("another keyspace serves by now than when the rebuild began: start it again");
          swapped = true;
          slotHas = building?.keyspace ?? null;
          task.log(`${name} serves in place of ${claim.active}`);
        },
      }),
    );
  } finally {
    // What cannot be dropped now is left over for the next.
    if (slotHas !== null && (swapped || slotHas === name)) {
      await drop(slotHas, new AbortController().signal)
        .then(() => exchange(null))
        .catch((error: unknown) => task.log(`${slotHas} is dropped by the next rebuild: ${(error as Error).message}`));
    }
  }
}
