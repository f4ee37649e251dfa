import { setTimeout as delay } from "node:timers/promises";
import type { SignalState } from "../signal-state/signal-state.ts";

type ControlRecords = Pick<SignalState, "control" | "setControl">;
type RequestOptions = Readonly<{ state: ControlRecords; name: string; signal: AbortSignal }>;

/** How often a leader looks whether something is asked of it. */
const LOOK_MS = 1_000;
const POLL_MS = 100;
/** Longer than it takes until another leads. */
const PATIENCE_MS = 60_000;

/**
 * Asks whoever leads for something, and waits until it is done; false where nobody has done it in time. The request is a record
 * beside the control record; requests that come together are one.
 */
export async function askLeader({ state, name, signal }: RequestOptions): Promise<boolean> {
  const record = recordOf(name);
  const until = Date.now() + PATIENCE_MS;
  const { version = 0 } = (await state.control(record)) ?? {};
  // Where it has changed meanwhile somebody else has asked, or somebody's request is done.
  if (!(await write(state, record, version, until))) return askLeader({ state, name, signal });
  while (Date.now() < until) {
    await delay(POLL_MS, undefined, { signal });
    if (!(await state.control(record))?.hold) return true;
  }
  return false;
}

/** Does what is asked of the leader, until the signal is aborted. @throws what `work` throws */
export async function answerRequests(
  { state, name, signal }: RequestOptions,
  work: () => Promise<unknown>,
): Promise<void> {
  const record = recordOf(name);
  while (!signal.aborted) {
    // What cannot be read or written now is looked for again.
    const asked = await state.control(record).catch(() => undefined);
    if (asked?.hold && asked.hold.until > Date.now()) {
      await work();
      await write(state, record, asked.version, null).catch(() => {});
    }
    await delay(LOOK_MS, undefined, { signal }).catch(() => {});
  }
}

const recordOf = (name: string) => `request-${name}`;

function write(state: ControlRecords, record: string, version: number, until: number | null): Promise<boolean> {
  const hold = until === null ? null : { id: record, until };
  return state.setControl(record, version, { active: record, previous: null, building: null, hold });
}
