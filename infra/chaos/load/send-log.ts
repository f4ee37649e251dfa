/**
 * What became of a signal: `acked` was answered 202; `refused` was answered, and not taken; of `unknown` ones nobody can
 * say, for the answer said so or did not come.
 */
export type SendOutcome = "acked" | "refused" | "unknown";

export type Sent = Readonly<{
  eventId: string;
  userId: string;
  /** Milliseconds since 1970. */
  sentAt: number;
  outcome: SendOutcome;
}>;

/** One call with signals in it. */
export type SendCall = Readonly<{
  sentAt: number;
  /** Until its answer, in milliseconds. */
  ms: number;
  /** The HTTP status; 0 when there was no answer. */
  status: number;
  code: string | undefined;
  retryAfter: string | null;
}>;

/** Every signal that was sent and every call that carried some: what experiments are judged by. */
export class SendLog {
  readonly calls: SendCall[] = [];
  readonly #signals = new Map<string, Sent>();

  /** Notes a call and what became of its signals; of a signal that was sent again, the best that is known stands. */
  note(call: SendCall, signals: readonly Sent[]): void {
    this.calls.push(call);
    for (const sent of signals) {
      const key = `${sent.userId} ${sent.eventId}`;
      const before = this.#signals.get(key)?.outcome;
      const outcome =
        before === "acked" || (before === "unknown" && sent.outcome === "refused") ? before : sent.outcome;
      this.#signals.set(key, { ...sent, outcome });
    }
  }

  signals(): Iterable<Sent> {
    return this.#signals.values();
  }

  count(outcome: SendOutcome): number {
    let count = 0;
    for (const sent of this.#signals.values()) if (sent.outcome === outcome) count++;
    return count;
  }
}

/** How what was applied differs from what was sent; all empty when acked ⊆ applied ⊆ acked ∪ unknown, each at most once. */
export type Differences = Readonly<{
  /** Acked and not applied. */
  missing: readonly string[];
  /** Applied more than once. */
  repeated: readonly string[];
  /** Applied and refused, or never sent. */
  foreign: readonly string[];
}>;

/** Compares a send log with the event ids that were applied, by viewer. */
export function compareWithApplied(sendLog: SendLog, applied: ReadonlyMap<string, readonly string[]>): Differences {
  const known = new Set<string>();
  const missing: string[] = [];
  const counts = new Map<string, number>();
  for (const [userId, eventIds] of applied) {
    for (const eventId of eventIds) counts.set(`${userId} ${eventId}`, (counts.get(`${userId} ${eventId}`) ?? 0) + 1);
  }
  for (const { userId, eventId, outcome } of sendLog.signals()) {
    const key = `${userId} ${eventId}`;
    if (outcome !== "refused") known.add(key);
    if (outcome === "acked" && !counts.has(key)) missing.push(key);
  }
  return {
    missing,
    repeated: [...counts].filter(([, count]) => count > 1).map(([key]) => key),
    foreign: [...counts.keys()].filter((key) => !known.has(key)),
  };
}
