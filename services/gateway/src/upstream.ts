import { ProblemError } from "@projectionist/service-kit";
import type { ServiceName } from "@projectionist/contracts";
import { Agent } from "undici";

const MAX_REPLY_BYTES = 16 * 1_048_576;

export type UpstreamRequest = Readonly<{
  method: string;
  path: string;
  headers?: Readonly<Record<string, string>>;
  body?: Uint8Array | string | undefined;
}>;
export type UpstreamReply = Readonly<{ status: number; headers: Readonly<Record<string, string>>; body: Buffer }>;

/** The services behind the gateway. */
export interface Upstream {
  /**
   * Sends a request and reads the whole reply, within the deadline. The path goes out as it is, to this service and no
   * other host, whatever it holds.
   * @throws {ProblemError} `unavailable` nobody can be reached, `upstream-timeout`, `upstream-failed` the reply is broken or
   * too large; `outcome-unknown` in the place of the first two where a write was sent and its answer did not come
   */
  send(service: ServiceName, message: UpstreamRequest): Promise<UpstreamReply>;
  close(): Promise<void>;
}

/** How long a whole call may take, in milliseconds: one that only reads, and one that may wait for the log. */
export type Deadlines = Readonly<{ readMs: number; writeMs: number }>;

/** Calls services at their base URLs over kept-alive connections. */
export function createUpstream(urls: Readonly<Record<ServiceName, string>>, deadlines: Deadlines): Upstream {
  const agent = new Agent({ connect: { timeout: 1_000 }, maxResponseSize: MAX_REPLY_BYTES, keepAliveTimeout: 10_000 });
  return {
    async send(service, { method, path, headers = {}, body }) {
      try {
        // Not through `new URL`: it would take the host, and steps up with `\\` or `%2e%2e`, from what a client sent.
        const reply = await agent.request({
          origin: new URL(urls[service]).origin,
          path,
          method,
          headers,
          body: body ?? null,
          signal: AbortSignal.timeout(method === "GET" ? deadlines.readMs : deadlines.writeMs),
        });
        return {
          status: reply.statusCode,
          headers: singleHeaders(reply.headers),
          body: Buffer.from(await reply.body.bytes()),
        };
      } catch (error) {
        throw method === "GET" ? faultOf(service, error) : faultOfWrite(service, error);
      }
    },
    close: () => agent.close(),
  };
}

function singleHeaders(headers: Readonly<Record<string, string | string[] | undefined>>): Record<string, string> {
  const single: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) single[name] = Array.isArray(value) ? value.join(", ") : value;
  }
  return single;
}

const neverSent = ["ECONNREFUSED", "ENOTFOUND", "EHOSTUNREACH", "UND_ERR_CONNECT_TIMEOUT"];

/** Of a write whose answer did not come, nobody can say whether it was done. */
function faultOfWrite(service: ServiceName, error: unknown): ProblemError {
  const { code = "", name } = error as { code?: string; name: string };
  const isLost = name === "TimeoutError" || code === "ECONNRESET" || code === "UND_ERR_SOCKET";
  if (!isLost) return faultOf(service, error);
  return new ProblemError("outcome-unknown", {
    detail: `${service} did not answer: it may or may not have been done.`,
  });
}

function faultOf(service: ServiceName, error: unknown): ProblemError {
  const name = (error as Error).name;
  if (name === "TimeoutError") {
    return new ProblemError("upstream-timeout", { detail: `${service} did not answer in time; try again.` });
  }
  const code = (error as { code?: string }).code ?? "";
  if ([...neverSent, "ECONNRESET", "UND_ERR_SOCKET"].includes(code)) {
    return new ProblemError("unavailable", {
      detail: `${service} cannot be reached; wait as long as retry-after says.`,
      headers: { "retry-after": "1" },
    });
  }
  return new ProblemError("upstream-failed", { detail: `${service} answered wrongly; try again.` });
}
