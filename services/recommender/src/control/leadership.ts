import { randomUUID } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import type { SignalState } from "../signal-state/signal-state.ts";

/** So long after its leader has died, another instance leads. */
const LEASE_MS = 15_000;
const RENEWALS = 3;

export type LeadershipOptions = Readonly<{
  state: Pick<SignalState, "control" | "setControl">;
  /** What is led; one instance at a time leads each name. */
  name: string;
  /** Goes on until its signal is aborted: at the stop, or when the lease turns out to be lost. */
  work: (signal: AbortSignal) => Promise<void>;
  /** Told of what `work` threw, and of a record that cannot be reached; both are tried again. */
  onFailure: (error: unknown) => void;
  leaseMs?: number;
  /** Milliseconds since 1970. */
  now?: () => number;
}>;

export interface Leadership {
  isLeading(this: void): boolean;
  /** Ends the work, and lets go of the lease for others. */
  stop(): Promise<void>;
}

/**
 * Waits for the lease of a name, works while it holds it, and waits again where it was lost. The lease is a record beside the
 * control record, changed only by who knows its version, and is taken over where its time is up. Two may work at once for as
 * long as clocks differ, or until who lost it has noticed: the work must bear that.
 */
export function startLeadership(options: LeadershipOptions): Leadership {
  const { state, work, onFailure, leaseMs = LEASE_MS, now = Date.now } = options;
  const name = `lease-${options.name}`;
  const id = randomUUID();
  const stopping = new AbortController();
  let leading = false;

  /** Whether the lease is this instance's now. */
  async function take(): Promise<boolean> {
    const record = await state.control(name);
    const hold = record?.hold ?? null;
    if (hold !== null && hold.id !== id && hold.until > now()) return false;
    return write(record?.version ?? 0, { id, until: now() + leaseMs });
  }

  async function release(): Promise<void> {
    const record = await state.control(name);
    if (record?.hold?.id === id) await write(record.version, null);
  }

  function write(version: number, hold: Readonly<{ id: string; until: number }> | null): Promise<boolean> {
    return state.setControl(name, version, { active: name, previous: null, building: null, hold });
  }

  /** One renewal after the other: two at once would meet in the record's version, and one of them seem to have lost it. */
  async function renew(lost: AbortController, signal: AbortSignal): Promise<void> {
    let renewedAt = performance.now();
    for (;;) {
      await delay(leaseMs / RENEWALS, undefined, { signal });
      const isOurs = await take().catch(() => undefined);
      if (isOurs) renewedAt = performance.now();
      if (isOurs === false) return lost.abort(new Error(`another instance leads ${options.name}`));
      if (performance.now() - renewedAt >= leaseMs) return lost.abort(new Error("the lease could not be renewed"));
    }
  }

  async function lead(): Promise<void> {
    const lost = new AbortController();
    const signal = AbortSignal.any([stopping.signal, lost.signal]);
    const over = new AbortController();
    const renewing = renew(lost, AbortSignal.any([signal, over.signal])).catch(() => {});
    leading = true;
    try {
      await work(signal);
    } catch (error) {
      if (!stopping.signal.aborted) onFailure(error);
    } finally {
      leading = false;
      over.abort();
      await renewing;
      // Where it cannot be let go of, it ends by itself.
      await release().catch(() => {});
    }
  }

  async function run(): Promise<void> {
    while (!stopping.signal.aborted) {
      const isOurs = await take().catch((error: unknown) => {
        onFailure(error);
        return false;
      });
      if (isOurs) await lead();
      await delay(leaseMs / RENEWALS, undefined, { signal: stopping.signal }).catch(() => {});
    }
  }

  const running = run();
  return {
    isLeading: () => leading,
    async stop() {
      stopping.abort();
      await running;
    },
  };
}
