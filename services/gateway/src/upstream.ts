import { ProblemError } from "@projectionist/service-kit";
import type { ServiceName } from "@projectionist/contracts";
import { Agent } from "undici";
import { createReplicas, type Replicas } from "./replicas.ts";

const MAX_REPLY_BYTES = 16 * 1_048_576;
const PROBE_MS = 1_000;

export type UpstreamRequest = Readonly<{
  method: string;
  path: string;
  headers?: Readonly<Record<string, string>>;
  body?: Uint8Array | string | undefined;
  /** Whether it changes nothing, so that it has the deadline of reads and may be asked again; a GET does unless told. */
  reads?: boolean;
  /** When the call ends at the latest, as `performance.now()` counts. */
  endsAt?: number;
}>;
export type UpstreamReply = Readonly<{ status: number; headers: Readonly<Record<string, string>>; body: Buffer }>;

/** The services behind the gateway. */
export interface Upstream {
  /**
   * Sends a request and reads the whole reply, within the deadline. The path goes out as it is, to this service and no
   * other host, whatever it holds. Of several instances the next one is asked where one cannot be reached, and where one
   * breaks off a read.
   * @throws {ProblemError} `unavailable` nobody can be reached, `upstream-timeout`, `upstream-failed` the reply is broken or
   * too large; `outcome-unknown` in the place of the first two where a write was sent and its answer did not come
   */
  send(service: ServiceName, message: UpstreamRequest): Promise<UpstreamReply>;
  /** When this share of the time that a read may take will be over: for answers that are made of several calls. */
  readEnd(share: number): number;
  close(): Promise<void>;
}

/** How long a whole call may take, in milliseconds: one that only reads, and one that may wait for the log. */
export type Deadlines = Readonly<{ readMs: number; writeMs: number }>;

/** Calls services at their base URLs over kept-alive connections, spread over the instances that each name has. */
export function createUpstream(urls: Readonly<Record<ServiceName, string>>, deadlines: Deadlines): Upstream {
  const agent = new Agent({ connect: { timeout: 1_000 }, maxResponseSize: MAX_REPLY_BYTES, keepAliveTimeout: 10_000 });
  const follow = (url: string) => createReplicas({ url, isReady });
  const replicas: Readonly<Record<ServiceName, Replicas>> = {
    auth: follow(urls.auth),
    catalog: follow(urls.catalog),
    activity: follow(urls.activity),
    recommender: follow(urls.recommender),
  };

  async function isReady(origin: string): Promise<boolean> {
    try {
      const signal = AbortSignal.timeout(PROBE_MS);
      const { statusCode, body } = await agent.request({ origin, path: "/readyz", method: "GET", signal });
      await body.dump();
      return statusCode === 200;
    } catch {
      return false;
    }
  }

  async function call(origin: string, request: UpstreamRequest, signal: AbortSignal): Promise<UpstreamReply> {
    const { method, path, headers = {}, body = null } = request;
    // Not through `new URL`: it would take the host, and steps up with `\\` or `%2e%2e`, from what a client sent.
    const reply = await agent.request({ origin, path, method, headers, body, signal });
    return {
      status: reply.statusCode,
      headers: singleHeaders(reply.headers),
      body: Buffer.from(await reply.body.bytes()),
    };
  }

  return {
    async send(service, request) {
      const { method, reads = method === "GET", endsAt = Infinity } = request;
      const { host } = new URL(urls[service]);
      const longest = reads ? deadlines.readMs : deadlines.writeMs;
      const deadline = startDeadline(Math.max(0, Math.min(longest, endsAt - performance.now())));
      let fault: unknown;
      try {
        for (const origin of replicas[service].inTurn()) {
          try {
            return await call(origin, { ...request, headers: { ...request.headers, host } }, deadline.signal);
          } catch (error) {
            fault = error;
            if (!mayAskAnother(reads, error)) break;
          }
        }
      } finally {
        deadline.end();
      }
      throw reads ? faultOf(service, fault) : faultOfWrite(service, fault);
    },
    readEnd: (share) => performance.now() + deadlines.readMs * share,
    async close() {
      for (const { stop } of Object.values(replicas)) stop();
      await agent.close();
    },
  };
}

/** As `AbortSignal.timeout`, whose signals and errors outlive their calls: here nothing is left of one that was answered. */
function startDeadline(ms: number): Readonly<{ signal: AbortSignal; end(): void }> {
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(new DOMException(`no answer within ${ms} ms`, "TimeoutError")), ms);
  return { signal: controller.signal, end: () => clearTimeout(timer) };
}

function singleHeaders(headers: Readonly<Record<string, string | string[] | undefined>>): Record<string, string> {
  const single: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) single[name] = Array.isArray(value) ? value.join(", ") : value;
  }
  return single;
}

const neverSent = ["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "EHOSTUNREACH", "UND_ERR_CONNECT_TIMEOUT"];
const brokenOff = ["ECONNRESET", "UND_ERR_SOCKET"];

const codeOf = (error: unknown) => (error as { code?: string }).code ?? "";

function mayAskAnother(reads: boolean, error: unknown): boolean {
  return neverSent.includes(codeOf(error)) || (reads && brokenOff.includes(codeOf(error)));
}

/** Of a write whose answer did not come, nobody can say whether it was done. */
function faultOfWrite(service: ServiceName, error: unknown): ProblemError {
  const isLost = (error as Error).name === "TimeoutError" || brokenOff.includes(codeOf(error));
  if (!isLost) return faultOf(service, error);
  return new ProblemError("outcome-unknown", {
    detail: `${service} did not answer: it may or may not have been done.`,
  });
}

function faultOf(service: ServiceName, error: unknown): ProblemError {
  if ((error as Error).name === "TimeoutError") {
    return new ProblemError("upstream-timeout", { detail: `${service} did not answer in time; try again.` });
  }
  if ([...neverSent, ...brokenOff].includes(codeOf(error))) {
    return new ProblemError("unavailable", {
      detail: `${service} cannot be reached; wait as long as retry-after says.`,
      headers: { "retry-after": "1" },
    });
  }
  return new ProblemError("upstream-failed", { detail: `${service} answered wrongly; try again.` });
}
