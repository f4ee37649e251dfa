import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";

export type Asked = Readonly<{ url: string; headers: IncomingHttpHeaders; at: number }>;
type Answer = Readonly<{ status: number; headers?: Record<string, string>; body?: unknown }>;

/** A server on loopback that answers like TMDB, from invented films. */
export type TmdbServer = Readonly<{
  url: string;
  asked: Asked[];
  /** By id, as `/movie/{id}` answers them. */
  films: Map<string, Record<string, unknown>>;
  /** Given to the next calls, before any other answer. */
  next: Answer[];
  close(): Promise<void>;
}>;

export async function startTmdbServer(apiKey: string): Promise<TmdbServer> {
  const asked: Asked[] = [];
  const films = new Map<string, Record<string, unknown>>();
  const next: Answer[] = [];

  function answerTo({ pathname, searchParams }: URL): Answer {
    if (pathname === "/3/configuration") {
      const images = { secure_base_url: "https://images.example/t/p/", poster_sizes: ["w92", "w500", "original"] };
      return { status: 200, body: { images } };
    }
    if (pathname === "/3/search/movie") {
      const query = (searchParams.get("query") ?? "").toLowerCase();
      const results = [...films.values()].filter(({ title }) => String(title).toLowerCase().includes(query));
      return { status: 200, body: { page: 1, results, total_results: results.length } };
    }
    const film = films.get(/^\/3\/movie\/(\d+)$/.exec(pathname)?.[1] ?? "");
    return film
      ? { status: 200, body: film, headers: { etag: `W/"${JSON.stringify(film).length}"` } }
      : { status: 404, body: { success: false, status_code: 34 } };
  }

  const server = createServer((request, response) => {
    const { url = "", headers } = request;
    asked.push({ url, headers, at: performance.now() });
    const target = new URL(url, "http://tmdb");
    const isKnown = headers.authorization === `Bearer ${apiKey}` || target.searchParams.get("api_key") === apiKey;
    const answer = next.shift() ?? (isKnown ? answerTo(target) : { status: 401, body: { status_code: 7 } });
    const isSame = answer.headers?.["etag"] !== undefined && headers["if-none-match"] === answer.headers["etag"];
    response.writeHead(isSame ? 304 : answer.status, { "content-type": "application/json", ...answer.headers });
    response.end(isSame || answer.body === undefined ? undefined : JSON.stringify(answer.body));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/3`,
    asked,
    films,
    next,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
