import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { ImportedMovie, SignalInput } from "@projectionist/contracts";

/** What the server answers instead: a status with headers and a body, or nothing at all. */
export type Fault = Readonly<{ status: number; headers?: Record<string, string>; body?: unknown }> | "cut";

export type RecordingGateway = Readonly<{
  url: string;
  /** Signals in the order in which they were recorded first, without repetitions. */
  signals: SignalInput[];
  /** Films by `<source>:<sourceId>`. */
  films: Map<string, ImportedMovie>;
  requests: { path: string; items: number; apiKey: string | undefined }[];
  /** How many requests for signals were under way at once, at most. */
  mostUnderWay(): number;
  /** What the next requests of a path get instead, in turn; `null` lets one through. */
  faults: Map<string, (Fault | null)[]>;
  /** Judges a signal; a text rejects it. */
  judge: { signal?: (signal: SignalInput) => string | undefined };
  /** Called when signals come in, before they are recorded. */
  hook: { onSignals?: (count: number) => void | Promise<void> };
  /** So many reads of reviews answer that they reflect nothing yet. */
  lag: { replies: number };
  close(): Promise<void>;
}>;

type Body = { source: string; movies: ImportedMovie[]; dryRun?: boolean; signals: SignalInput[] };

/** A server that answers the calls of an import as the gateway does, and records them in memory. */
export async function startRecordingGateway(epoch = "e1"): Promise<RecordingGateway> {
  const signals: SignalInput[] = [];
  const seen = new Set<string>();
  const films = new Map<string, ImportedMovie>();
  const requests: RecordingGateway["requests"] = [];
  const faults: RecordingGateway["faults"] = new Map();
  const judge: RecordingGateway["judge"] = {};
  const hook: RecordingGateway["hook"] = {};
  const lag: RecordingGateway["lag"] = { replies: 0 };
  let underWay = 0;
  let most = 0;

  const answers: Record<string, (body: Body) => unknown> = {
    "/v1/popular": () => ({ position: `1.${epoch}`, items: [] }),
    "/v1/movies/import": ({ source, movies, dryRun }) => ({
      results: movies.map((movie) => {
        const key = `${source}:${movie.sourceId}`;
        const outcome = films.has(key) ? "unchanged" : "created";
        if (!dryRun) films.set(key, movie);
        return { sourceId: movie.sourceId, movieId: `m-${movie.sourceId}`, outcome };
      }),
    }),
    "/v1/signals": (body) => ({ position: `1.${epoch}.0-${signals.length}`, results: body.signals.map(record) }),
  };
  const record = (signal: SignalInput) => {
    const eventId = signal.eventId ?? "";
    const key = `${signal.userId} ${eventId}`;
    const message = judge.signal?.(signal);
    if (message !== undefined) return { eventId, outcome: "rejected", code: "x", path: "/signals/0/movieId", message };
    if (seen.has(key)) return { eventId, outcome: "duplicate" };
    seen.add(key);
    signals.push(signal);
    return { eventId, outcome: "accepted" };
  };

  const reviews = () => ({ items: [], position: `1.${epoch}.0-${lag.replies-- > 0 ? 0 : signals.length}` });

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = new URL(request.url ?? "/", "http://gateway").pathname;
    const text = await textOf(request);
    const body = (text === "" ? {} : JSON.parse(text)) as Body;
    const items = body.signals ?? body.movies ?? [];
    requests.push({ path, items: items.length, apiKey: request.headers["x-api-key"] as string | undefined });
    const fault = faults.get(path)?.shift();
    if (fault === "cut") {
      // Recorded, but the answer never arrives.
      answers[path]?.(body);
      request.socket.destroy();
      return;
    }
    if (fault)
      return reply(response, fault.status, fault.body ?? { code: "x", title: "Refused", detail: "" }, fault.headers);
    if (path === "/v1/signals") {
      most = Math.max(most, ++underWay);
      await hook.onSignals?.(items.length);
      // Lets other requests in between, so that wrong orders would show.
      await new Promise((resolve) => setImmediate(resolve));
      underWay--;
    }
    const answer = path.endsWith("/reviews") ? reviews : answers[path];
    if (answer) reply(response, path === "/v1/signals" ? 202 : 200, answer(body));
    else reply(response, 404, { code: "not-found", title: "There is nothing here", detail: path });
  }

  const server = createServer((request, response) => {
    handle(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    signals,
    films,
    requests,
    mostUnderWay: () => most,
    faults,
    judge,
    hook,
    lag,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function reply(response: ServerResponse, status: number, body: unknown, headers: Record<string, string> = {}): void {
  response.writeHead(status, { "content-type": "application/json", ...headers }).end(JSON.stringify(body));
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString("utf8");
}
