import { setTimeout as delay } from "node:timers/promises";
import { keyspaceOf } from "../signal-state/keyspace-of.ts";
import type { Control, ControlFields, SignalState } from "../signal-state/signal-state.ts";

const ATTEMPTS = 50;

/** The control record of a log's incarnation, for whoever changes it. */
export type ControlOf = Readonly<{
  state: SignalState;
  /** The signals topic's. */
  epoch: string;
  /** Told of every change, so that this process need not wait until it looks again. */
  onChanged: () => Promise<void>;
}>;

export async function readControl({ state, epoch }: Pick<ControlOf, "state" | "epoch">): Promise<Control> {
  const initial = { active: keyspaceOf(epoch), previous: null, building: null, hold: null, version: 0 };
  return (await state.control(epoch)) ?? initial;
}

/**
 * Changes the record as it is now into what `change` makes of it, as one step; undefined leaves it. Answers what it then
 * is, undefined when it was left.
 */
export async function changeControl<Next extends ControlFields | undefined>(
  control: ControlOf,
  change: (now: ControlFields) => Next,
): Promise<Next> {
  const { state, epoch } = control;
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    const { version, ...fields } = await readControl(control);
    const next = change(fields);
    if (next === undefined) return next;
    if (await state.setControl(epoch, version, next)) {
      await control.onChanged();
      return next;
    }
    await delay(attempt);
  }
  throw new Error("the control record is changed by others all the time");
}
