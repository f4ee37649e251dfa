import { Recount } from "../../verify/recount.ts";
import type { StateEntry } from "../../signal-state/signal-state.ts";
import type { LoggedSignal } from "../project-events.ts";

/** What a plain recount of a log says that a state holds, as lines. */
export function recount(log: readonly LoggedSignal[], window: number): string[] {
  const counted = new Recount();
  for (const signal of log) counted.add(signal);
  return [...counted.entries(window)].flatMap(linesOfEntry).sort();
}

/** The same lines, of what a state holds. */
export async function linesOf(entries: AsyncIterable<StateEntry> | Iterable<StateEntry>): Promise<string[]> {
  const lines: string[] = [];
  for await (const entry of entries) lines.push(...linesOfEntry(entry));
  return lines.sort();
}

function linesOfEntry(entry: WithoutShard<StateEntry>): string[] {
  switch (entry.kind) {
    case "pair":
      return [`pair ${entry.movieId} > ${entry.next} = ${entry.amount}`];
    case "trending":
      return [`trending ${entry.window} ${entry.bucket} ${entry.movieId} = ${entry.amount}`];
    case "totals":
      return Object.entries(entry.totals).flatMap(([total, amount]) =>
        amount === 0 ? [] : [`${total} ${entry.movieId} = ${amount}`],
      );
    case "ledger":
      return [`ledger ${entry.userId} ${JSON.stringify(entry.entries)}`];
  }
}

type WithoutShard<T> = T extends unknown ? Omit<T, "shard"> : never;
