import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openEventLog, type EventLog } from "@projectionist/bus";
import { createFaultyEventLog, type FaultyEventLog } from "@projectionist/bus/faulty";
import { topicDefinitions, type MovieUpserted, type Problem } from "@projectionist/contracts";
import { ProblemError, createLogger, publish, type Principal } from "@projectionist/service-kit";
import { openDocuments, type Documents } from "@projectionist/stores";
import type { InjectOptions } from "fastify";
import { openActivity, type Activity } from "./service.ts";

export const FILMS = ["alien-1979", "heat-1995", "ran-1985"] as const;

type Body = Record<string, unknown>;
export type Reply = Readonly<{ status: number; headers: Record<string, unknown>; body: Body }>;

export type TestActivity = Readonly<{
  folder: string;
  log: FaultyEventLog;
  documents: Documents;
  /** Calls as a viewer, or with a service key: `key:<name>`, an operator's `ops:<name>`; null sends no token. */
  send(who: string | null, method: InjectOptions["method"] & string, url: string, body?: unknown): Promise<Reply>;
  /** Reads until the reply reflects `after`, as a client does on a slow machine. */
  fresh(who: string | null, url: string, after: unknown): Promise<Body>;
  /** What a GET without a token answers, as text. */
  text(url: string): Promise<string>;
  /** How many records a topic has. */
  count(topic: string): Promise<number>;
  /** Stops the service and opens it anew on the same log and documents. */
  restart(): Promise<void>;
  close(): Promise<void>;
}>;

/** Activity on embedded engines of its own, with three films in the catalog; or one more instance on another's. */
export async function openTestActivity(beside?: TestActivity): Promise<TestActivity> {
  const folder = beside?.folder ?? mkdtempSync(join(tmpdir(), "activity-"));
  const log = createFaultyEventLog(await openEventLog(`sqlite:${join(folder, "log.db")}`));
  await log.createTopics(topicDefinitions);
  await addFilms(log, FILMS);
  const documents = await openDocuments(`sqlite:${join(folder, "activity.db")}`);
  let activity = await open();

  async function open(): Promise<Activity> {
    return openActivity({
      log,
      documents,
      logger: createLogger({ service: "activity", level: "silent" }),
      verifyToken,
    });
  }

  /** Repeats what is refused because the history is still catching up, as the reply says to. */
  const send: TestActivity["send"] = (who, method, url, body) =>
    until(
      async () => {
        const reply = await activity.app.inject({
          method: method as "GET",
          url,
          headers: {
            ...(who === null ? {} : { authorization: `Bearer ${who}` }),
            ...(body === undefined ? {} : { "content-type": "application/json" }),
          },
          ...(body === undefined ? {} : { payload: body instanceof Buffer ? body : JSON.stringify(body) }),
        });
        return { status: reply.statusCode, headers: reply.headers, body: JSON.parse(reply.body) as Body };
      },
      (reply) => !String(reply.body["detail"]).includes("still catching up"),
    );

  return {
    folder,
    log,
    documents,
    send,
    async fresh(who, url, after) {
      const place = `${url}${url.includes("?") ? "&" : "?"}after=${String(after)}`;
      return until(
        () => send(who, "GET", place),
        ({ status, body }) => status !== 200 || body["fresh"] === true,
      ).then(({ body }) => body);
    },
    async text(url) {
      return (await activity.app.inject({ method: "GET", url })).body;
    },
    async count(topic) {
      return (await log.ends(topic)).reduce((sum, end) => sum + end, 0);
    },
    async restart() {
      await activity.stop();
      activity = await open();
    },
    async close() {
      await activity.stop();
      await documents.close();
      await log.close();
      if (!beside) rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Puts films into the catalog's topic. */
export async function addFilms(log: EventLog, movieIds: readonly string[]): Promise<void> {
  await publish(log, movieIds.map(movieUpserted));
}

/** The fields that a problem document names, as `path: message`. */
export function faultsOf(body: Body): string[] {
  return ((body as unknown as Problem).errors ?? []).map(({ path, message }) => `${path}: ${message}`);
}

/** Asks again until the reply is as wanted, or 15 s have passed. */
async function until(ask: () => Promise<Reply>, wanted: (reply: Reply) => boolean): Promise<Reply> {
  const deadline = performance.now() + 15_000;
  for (;;) {
    const reply = await ask();
    if (wanted(reply) || performance.now() > deadline) return reply;
  }
}

/** The token is who calls. */
async function verifyToken(token: string): Promise<Principal> {
  if (token === "expired") throw new ProblemError("token-expired");
  if (token.startsWith("ops:")) return { kind: "service", id: token, role: null, scopes: ["ops"] };
  if (token.startsWith("key:")) return { kind: "service", id: token, role: null, scopes: ["signals:write"] };
  return { kind: "user", id: token, role: "viewer", scopes: [] };
}

function movieUpserted(movieId: string): MovieUpserted {
  return {
    type: "MovieUpserted",
    eventId: `film-${movieId}`,
    occurredAt: 0,
    movieId,
    version: 1,
    title: movieId,
    originalTitle: null,
    year: null,
    genres: [],
    runtime: null,
    language: null,
    countries: [],
    directors: [],
    cast: [],
    keywords: [],
    series: null,
    seriesOrder: null,
    description: null,
  };
}
