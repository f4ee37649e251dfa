import { TRENDING_MAX_AGE_MS, signalOf } from "@projectionist/contracts";
import type { Signal, SignalEvent } from "@projectionist/contracts";
import { erasedMark } from "../ledger/erased-mark.ts";
import type { EvolvingLedger } from "../ledger/evolving-ledger.ts";
import { shardIds, shardOf } from "../signal-state/shard-of.ts";
import type {
  FilmDelta,
  LedgerEntry,
  ShardId,
  SignalState,
  StateDelta,
  ViewerDelta,
} from "../signal-state/signal-state.ts";
import type { SharedIds } from "./shared-ids.ts";

/** An event of the signals topic, and where and when it was appended. */
export type LoggedSignal = Readonly<{ event: SignalEvent; offset: number; appendedAt: number }>;

/** What some events amount to in each shard, in offset order; shards in which they amount to nothing included. */
export type DeltasByShard = ReadonlyMap<ShardId, readonly StateDelta[]>;

type Change = Readonly<{ viewer: readonly ViewerDelta[]; films: readonly FilmDelta[] }>;

/** Lets the viewers' ledgers, one for each event, go through the events, and gathers what changes. */
export function projectEvents(
  events: readonly LoggedSignal[],
  ledgers: readonly EvolvingLedger[],
  shardCounts: SignalState["shardCounts"],
  ids: SharedIds,
): DeltasByShard {
  const deltas = new Map<ShardId, StateDelta[]>(shardIds(shardCounts).map((shard) => [shard, []]));
  const films = Array.from({ length: shardCounts.films }, (_, index) => deltas.get(`f${index}`)!);
  const viewers = Array.from({ length: shardCounts.viewers }, (_, index) => deltas.get(`v${index}`)!);
  for (const [index, logged] of events.entries()) {
    const { userId } = logged.event;
    const change = changeOf(logged, ledgers[index]!, ids);
    if (change === undefined) continue;
    for (const delta of change.films) films[shardOf(delta.movieId, films.length)]!.push(delta);
    viewers[shardOf(userId, viewers.length)]!.push(...change.viewer);
  }
  return deltas;
}

/**
 * Undefined when the event amounts to nothing: a repeated id, a retraction of what is not there, an unknown feedback,
 * anything of an erased viewer.
 */
function changeOf(
  { event, offset, appendedAt }: LoggedSignal,
  ledger: EvolvingLedger,
  ids: SharedIds,
): Change | undefined {
  const { userId } = event;
  switch (event.type) {
    case "SignalRetracted":
    case "ReviewRemoved": {
      const eventId = event.retractedEventId;
      const films = ledger.retract(eventId, offset);
      return films && { films, viewer: [{ kind: "retract", offset, userId, eventId }] };
    }
    case "ViewerErased": {
      const films = ledger.erase(offset);
      const mark = { kind: "append", offset, userId, entry: erasedMark(offset) } as const;
      return films && { films, viewer: [{ kind: "erase", offset, userId }, mark] };
    }
    default: {
      const signal = signalOf(event);
      if (signal === undefined) return undefined;
      const entry = entryOf(signal, offset, appendedAt, ids);
      const films = ledger.append(entry);
      return films && { films, viewer: [{ kind: "append", offset, userId, entry }] };
    }
  }
}

function entryOf(signal: Signal, offset: number, appendedAt: number, ids: SharedIds): LedgerEntry {
  const { eventId, movieId, type, value, occurredAt } = signal;
  const late = appendedAt - occurredAt > TRENDING_MAX_AGE_MS;
  return { eventId, offset, movieId: ids.of(movieId), type, value, occurredAt, late, retractedAt: null };
}
