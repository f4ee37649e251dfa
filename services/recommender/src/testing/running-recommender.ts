import { randomUUIDv7 } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openEventLog, type EventLog } from "@projectionist/bus";
import { encodePosition, topicDefinitions, type DomainEvent, type MovieFacts } from "@projectionist/contracts";
import type { Jobs } from "@projectionist/jobs";
import { createLogger, publish, type VerifyToken } from "@projectionist/service-kit";
import { startRecommender } from "../service.ts";
import type { SignalState } from "../signal-state/signal-state.ts";

/** Tokens of tests: `viewer:<id>`, `admin:<id>`, `key:<id>` with the scope to read recommendations. */
export const verifyTestToken: VerifyToken = async (token) => {
  const [kind = "", id = ""] = token.split(":");
  if (kind === "key") return { kind: "service", id, role: null, scopes: ["recommendations:read"] };
  return { kind: "user", id, role: kind === "admin" ? "admin" : "viewer", scopes: [] };
};

const SELDOM_HOURS = 1_000;

type BundledFilm = Omit<MovieFacts, "series" | "seriesOrder"> &
  Readonly<{ id: string; country?: string; series?: string | null; seriesOrder?: number | null }>;

/** The bundled catalog. */
export function readFilms(): BundledFilm[] {
  const folder = join(import.meta.dirname, "../../../../data/catalog");
  return readdirSync(folder)
    .filter((name) => name.endsWith(".jsonl"))
    .flatMap((name) => readFileSync(join(folder, name), "utf8").split("\n").filter(Boolean))
    .map((line) => JSON.parse(line) as BundledFilm);
}

export function upserted(film: BundledFilm): DomainEvent {
  const { id, country: _first, series = null, seriesOrder = null, ...facts } = film;
  return {
    type: "MovieUpserted",
    eventId: `${id}-1`,
    occurredAt: 0,
    movieId: id,
    version: 1,
    ...facts,
    series,
    seriesOrder,
  };
}

type Feedback = "liked" | "unliked" | "disliked" | "notInterested";

/** Facts of a viewer, as activity appends them. */
export const signal = {
  feedback: (userId: string, movieId: string, feedback: Feedback = "liked"): DomainEvent => ({
    type: "FeedbackGiven",
    ...signalBase(userId, movieId),
    feedback,
  }),
  viewed: (userId: string, movieId: string, progress = 1): DomainEvent => ({
    type: "MovieViewed",
    ...signalBase(userId, movieId),
    progress,
  }),
  rated: (userId: string, movieId: string, rating: number): DomainEvent => ({
    type: "MovieRated",
    ...signalBase(userId, movieId),
    rating,
  }),
  watchlisted: (userId: string, movieId: string): DomainEvent => ({
    type: "WatchlistChanged",
    ...signalBase(userId, movieId),
    added: true,
  }),
  erased: (userId: string): DomainEvent => ({
    type: "ViewerErased",
    eventId: randomUUIDv7(),
    occurredAt: Date.now(),
    userId,
  }),
};

function signalBase(userId: string, movieId: string) {
  return { eventId: randomUUIDv7(), occurredAt: Date.now(), userId, movieId, recommendationId: null };
}

export type RunningRecommender = Readonly<{
  log: EventLog;
  url: string;
  /** Appends events and answers the position that reflects those of the signals topic. */
  tell(...events: DomainEvent[]): Promise<string>;
  stop(): Promise<void>;
}>;

/**
 * A recommender on the embedded engines, with the films in its catalog; on a state of the caller's where one is given, and in a
 * folder that is kept where one is given. With `jobs`, models are trained, though not by themselves.
 */
export async function startTestRecommender(
  films: readonly BundledFilm[],
  { state, jobs, folder: kept }: Readonly<{ state?: SignalState; jobs?: Jobs; folder?: string }> = {},
): Promise<RunningRecommender> {
  const folder = kept ?? mkdtempSync(join(tmpdir(), "recommender-"));
  const log = await openEventLog(`sqlite:${join(folder, "log.db")}`);
  await log.createTopics(topicDefinitions);
  await publish(log, films.map(upserted));
  const service = await startRecommender({
    log,
    ...(jobs ? { jobs, training: { modelsUrl: `folder:${join(folder, "models")}`, everyHours: SELDOM_HOURS } } : {}),
    ...(state ? { state } : { signalStateUrl: `sqlite:${join(folder, "state.db")}` }),
    logger: createLogger({ service: "recommender", level: state ? "silent" : "warn" }),
    verifyToken: verifyTestToken,
    host: "127.0.0.1",
    port: 0,
  });
  const epoch = await log.epoch("activity.signals");
  await untilReady(service.url);
  return {
    log,
    url: service.url,
    async tell(...events) {
      const offsets = new Map<number, number>();
      for (const { topic, partition, offset } of await publish(log, events)) {
        if (topic === "activity.signals") offsets.set(partition, offset);
      }
      return encodePosition({ epoch, offsets });
    },
    async stop() {
      await service.stop();
      await log.close();
      if (kept === undefined) rmSync(folder, { recursive: true });
    },
  };
}

async function untilReady(url: string): Promise<void> {
  const deadline = Date.now() + 10_000;
  while (!(await fetch(`${url}/readyz`)).ok) {
    if (Date.now() > deadline) throw new Error("the recommender does not become ready");
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
