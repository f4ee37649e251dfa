import { PermanentJobError } from "@projectionist/jobs";
import { setTimeout as sleep } from "node:timers/promises";
import packageJson from "../../package.json" with { type: "json" };
import type { KeptReply, ResponseCache } from "./response-cache.ts";
import { backoffMs, retryAfterMs } from "./retry-pause.ts";
import type { TokenBucket } from "./token-bucket.ts";

const DAY_MS = 24 * 3_600_000;
/** A reply so young is taken as it is. */
const FRESH_MS = 30 * DAY_MS;
/** TMDB's terms let nothing be kept for longer than six months. */
const KEPT_MS = 180 * DAY_MS;
const REPLY_TIMEOUT_MS = 10_000;
const DEFAULT_TRIES = 6;
const LONGEST_WAIT_MS = 10 * 60_000;
const USER_AGENT = `Projectionist/${packageJson.version} (film catalog, enrichment job)`;

export type TmdbRequestDeps = Readonly<{
  /** With the version, such as https://api.themoviedb.org/3. */
  baseUrl: string;
  /** A read access token, or an API key of 32 hexadecimal digits. */
  apiKey: string;
  bucket: TokenBucket;
  cache: ResponseCache;
  /** Asks also where what was kept is young. */
  refresh: boolean;
  signal: AbortSignal;
  now: () => number;
  /** How often a request is tried in all; 6 times unless told. */
  tries?: number;
}>;

/** Asks TMDB for a path with its query: the JSON of the reply, or undefined where there is nothing (404). */
export type TmdbRequest = (path: string) => Promise<unknown>;

/**
 * Requests that spare TMDB: within the rate, from the cache while it is young, conditional while it is kept, waiting as
 * long as a 429 says. A fault of TMDB's or of the line is tried again a few times, then thrown.
 * @throws {PermanentJobError} TMDB refuses the key
 */
export function createTmdbRequest(deps: TmdbRequestDeps): TmdbRequest {
  const { cache, refresh, now } = deps;
  return async (path) => {
    const found = await cache.get(path);
    const kept = found && now() - found.storedAt < KEPT_MS ? found : undefined;
    if (kept && !refresh && now() - kept.storedAt < FRESH_MS) return contentOf(kept);
    const reply = await send(deps, path, kept?.etag ?? null);
    const news: KeptReply =
      reply.status === 304 && kept
        ? { ...kept, storedAt: now() }
        : {
            status: reply.status === 404 ? 404 : 200,
            body: reply.status === 404 ? null : await reply.json(),
            etag: reply.headers.get("etag"),
            storedAt: now(),
          };
    await cache.put(path, news);
    return contentOf(news);
  };
}

const contentOf = ({ status, body }: KeptReply) => (status === 200 ? body : undefined);

async function send(deps: TmdbRequestDeps, path: string, etag: string | null): Promise<Response> {
  const { tries = DEFAULT_TRIES } = deps;
  for (let failed = 1; ; failed++) {
    await deps.bucket.take(deps.signal);
    const reply = await sendOnce(deps, path, etag);
    if (!(reply instanceof Error)) {
      if ([200, 304, 404].includes(reply.status)) return reply;
      await reply.body?.cancel();
      if (reply.status === 401 || reply.status === 403) {
        throw new PermanentJobError(`TMDB refuses the key (${reply.status}): correct TMDB_API_KEY`);
      }
      if (reply.status !== 429 && reply.status < 500) throw new Error(`TMDB answers ${reply.status} to ${path}`);
    }
    const told = reply instanceof Error ? undefined : retryAfterMs(reply.headers.get("retry-after"), deps.now());
    const pause = told ?? backoffMs(failed);
    if (failed === tries || pause > LONGEST_WAIT_MS) {
      throw new Error(
        reply instanceof Error ? `TMDB cannot be reached: ${reply.message}` : `TMDB answers ${reply.status}`,
      );
    }
    await sleep(pause, undefined, { signal: deps.signal });
  }
}

/** The reply, or the fault of the line. */
async function sendOnce({ baseUrl, apiKey, signal }: TmdbRequestDeps, path: string, etag: string | null) {
  const isKey = /^[\da-f]{32}$/i.test(apiKey);
  const url = new URL(`${baseUrl}${path}`);
  if (isKey) url.searchParams.set("api_key", apiKey);
  try {
    return await fetch(url, {
      headers: {
        accept: "application/json",
        "user-agent": USER_AGENT,
        ...(!isKey && { authorization: `Bearer ${apiKey}` }),
        ...(etag !== null && { "if-none-match": etag }),
      },
      signal: AbortSignal.any([signal, AbortSignal.timeout(REPLY_TIMEOUT_MS)]),
    });
  } catch (error) {
    signal.throwIfAborted();
    const { message, cause } = error as Error;
    return new Error(cause instanceof Error ? cause.message : message);
  }
}
