import { Agent, request } from "node:http";

const ANSWER_MS = 30_000;

export type Answer = Readonly<{ status: number; body: string }>;

/** Calls one origin over kept-alive connections, as many as calls are under way, at little cost of its own. */
export interface HttpCaller {
  get(path: string, headers?: Readonly<Record<string, string>>): Promise<Answer>;
  post(path: string, body: string, headers?: Readonly<Record<string, string>>): Promise<Answer>;
  close(): void;
}

export function createHttpCaller(origin: string): HttpCaller {
  const agent = new Agent({ keepAlive: true });

  function call(method: string, path: string, headers: Readonly<Record<string, string>>, body?: string) {
    return new Promise<Answer>((resolve, reject) => {
      const call = request(origin + path, { method, agent, headers, timeout: ANSWER_MS }, (reply) => {
        const chunks: Buffer[] = [];
        reply.on("data", (chunk: Buffer) => chunks.push(chunk));
        reply.on("end", () => resolve({ status: reply.statusCode ?? 0, body: Buffer.concat(chunks).toString() }));
        reply.on("error", reject);
      });
      call.on("error", reject);
      call.on("timeout", () => call.destroy(new Error(`${method} ${path}: no answer within ${ANSWER_MS / 1000} s`)));
      call.end(body);
    });
  }

  return {
    get: (path, headers = {}) => call("GET", path, headers),
    post: (path, body, headers = {}) =>
      call(
        "POST",
        path,
        { "content-type": "application/json", "content-length": `${Buffer.byteLength(body)}`, ...headers },
        body,
      ),
    close: () => agent.destroy(),
  };
}
