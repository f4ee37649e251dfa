import { partitionFor, type EventLog } from "@projectionist/bus";
import type { SignalResult } from "@projectionist/contracts";
import { ProblemError, type Origin, type Principal } from "@projectionist/service-kit";
import { accountErased } from "../commands/erased-viewers.ts";
import { signalKey } from "../projection/collections.ts";
import { SIGNAL_PARTITIONS } from "../projection/projector.ts";
import { appendSignals, positionTextOf } from "./append-signals.ts";
import { checkSignal, type CheckedSignal } from "./check-signal.ts";
import type { KnownMovies } from "./known-movies.ts";
import type { Known } from "./look-up.ts";
import { eventOf } from "./signal-event.ts";
import type { SignalMetrics } from "./signal-metrics.ts";

export type IngestDeps = Readonly<{
  log: EventLog;
  epoch: string;
  lookUp: (checked: readonly CheckedSignal[]) => Promise<Known>;
  movies: KnownMovies;
  metrics: SignalMetrics;
  now: () => number;
}>;

export type IngestReply = Readonly<{ position: string; results: readonly SignalResult[] }>;

/**
 * Records a client's signals, log first: resolves when those that are valid and new are durable, with one result per
 * item, in order. `paths` names each item in the request, for faults.
 * @throws {ProblemError} `token-invalid` the caller's account was erased; else as {@link appendSignals}, or as
 *   {@link KnownMovies.missing}, which is before anything is recorded
 */
export type Ingest = (
  items: readonly unknown[],
  request: Readonly<{ principal: Principal; origin: Origin; paths: (index: number) => string }>,
) => Promise<IngestReply>;

type Place = Readonly<{ partition: number; offset: number }>;

/** Signals that the viewer's history has already are answered `duplicate`, to spare the log; projections count exactly. */
export function createIngest({ log, epoch, lookUp, movies, metrics, now }: IngestDeps): Ingest {
  return async (items, { principal, origin, paths }) => {
    const time = now();
    const results: SignalResult[] = [];
    const checked = new Map<number, CheckedSignal>();
    for (const [index, item] of items.entries()) {
      const outcome = checkSignal(item, principal, time);
      if ("signal" in outcome) checked.set(index, outcome.signal);
      else {
        const { path, message } = outcome.fault;
        results[index] = rejection(outcome.eventId, "validation-failed", `${paths(index)}${path}`, message);
      }
    }

    const looking = [
      movies.missing(checked.values().map(({ movieId }) => movieId)),
      lookUp([...checked.values()]),
    ] as const;
    const [missing, { recorded, erased }] = await metrics.timed("lookup", Promise.all(looking));
    if (principal.kind === "user" && erased.has(principal.id)) throw accountErased();
    const taken = new Set<string>();
    const fresh: { index: number; signal: CheckedSignal }[] = [];
    const places: Place[] = [];
    for (const [index, signal] of checked) {
      const { eventId, userId, movieId } = signal;
      const key = signalKey(userId, eventId);
      const offset = recorded.get(key);
      if (erased.has(userId)) {
        const message = "was erased: leave this viewer's signals out";
        results[index] = rejection(eventId, "viewer-erased", `${paths(index)}/userId`, message);
      } else if (missing.has(movieId)) {
        const message = "is not in the catalog: take film ids from GET /v1/movies or /v1/search";
        results[index] = rejection(eventId, "unknown-movie", `${paths(index)}/movieId`, message);
      } else if (offset !== undefined || taken.has(key)) {
        results[index] = { eventId, outcome: "duplicate" };
        if (offset !== undefined) places.push({ partition: partitionOf(userId), offset });
      } else {
        taken.add(key);
        fresh.push({ index, signal });
        results[index] = { eventId, outcome: "accepted" };
      }
    }

    if (fresh.length > 0) {
      const events = fresh.map(({ signal }) => eventOf(signal));
      const undecided = (outcome: string) => ({
        results: results.map((result) =>
          result.outcome === "rejected" ? result : { eventId: result.eventId, outcome },
        ),
      });
      places.push(...(await metrics.timed("append", appendSignals(log, events, origin, undecided))));
    }
    metrics.count(items, results);
    return { position: positionTextOf(epoch, places), results };
  };
}

/** The partition that holds everything of a viewer. */
export function partitionOf(userId: string): number {
  return partitionFor(userId, SIGNAL_PARTITIONS);
}

/** What to answer when one signal was posted alone and rejected. */
export function problemOfRejection({ code, path, message }: SignalResult): ProblemError {
  const errors = [{ path: path ?? "", message: message ?? "" }];
  const known = rejectionCodes.find((one) => one === code);
  return new ProblemError(known ?? "validation-failed", { errors });
}

const rejectionCodes = ["unknown-movie", "viewer-erased", "validation-failed"] as const;

function rejection(
  eventId: string,
  code: (typeof rejectionCodes)[number],
  path: string,
  message: string,
): SignalResult {
  return { eventId, outcome: "rejected", code, path, message };
}
