import { encodePosition } from "@projectionist/contracts";
import { ProblemError, createLogger, type Principal } from "@projectionist/service-kit";
import type { FastifyInstance } from "fastify";
import { afterEach, beforeEach, expect, test } from "vitest";
import { buildApp } from "../app.ts";
import type { Upstream, UpstreamReply, UpstreamRequest } from "../upstream.ts";

const users: Record<string, Principal> = {
  alice: { kind: "user", id: "alice", role: "viewer", scopes: [] },
  key: { kind: "service", id: "key-1", role: null, scopes: [] },
};
const candidate = (id: string, score: number) => ({
  id,
  score,
  matched: [],
  reasons: { words: [], chips: [0] },
  standing: { score, meets: [0, 1] },
});
const understood = { chips: [{ kind: "mood", value: "cozy", text: "cosy" }], rest: "rain", relaxed: false };
const found = {
  candidates: [candidate("a", 0.9), candidate("b", 0.8), candidate("c", 0.7)],
  nextCursor: "of-the-catalog",
  total: 9,
  mode: "meaning",
  ...understood,
  facets: { genres: [], decades: [], languages: [], countries: [] },
};
const cozy = { type: "fitsMood", text: "As you wish: cosy.", movie: null, contribution: 1 };
const because = { type: "becauseYouLiked", text: "Because you liked X.", movie: null, contribution: 1 };
const position = encodePosition({ epoch: "e", offsets: new Map([[0, 7]]) });

let rank: () => Promise<object>;
let seen: UpstreamRequest[];
let app: FastifyInstance;

async function catalog({ path, body }: UpstreamRequest): Promise<[number, object]> {
  if (path.startsWith("/internal/moods?")) {
    return path.includes("mood=") && !path.includes("limit=0") ? [200, found] : [400, { code: "validation-failed" }];
  }
  const { movieIds } = JSON.parse(String(body)) as { movieIds: string[] };
  return [200, { items: movieIds.map((id) => ({ id, title: id.toUpperCase() })) }];
}

const upstream: Upstream = {
  async send(service, request): Promise<UpstreamReply> {
    seen.push(request);
    const [status, body] = service === "catalog" ? await catalog(request) : [200, await rank()];
    return { status, headers: { "content-type": "application/json" }, body: Buffer.from(JSON.stringify(body)) };
  },
  readEnd: () => performance.now() + 1_000,
  close: async () => {},
};

beforeEach(async () => {
  seen = [];
  rank = async () => ({
    items: [
      { movieId: "c", score: 0.8, reasons: [because] },
      { movieId: "a", score: 0.7, reasons: [] },
    ],
    personal: true,
    position,
    fresh: true,
  });
  app = await buildApp({
    logger: createLogger({ service: "gateway", level: "silent" }),
    verifyToken: async (token) => users[token] ?? Promise.reject(new ProblemError("token-invalid")),
    upstream,
    limits: { viewersPerMinute: 0, serviceKeysPerMinute: 0 },
    corsOrigins: [],
  });
});
afterEach(() => app.close());

const deck = async (query: string, token?: string) => {
  const headers = token === undefined ? {} : { authorization: `Bearer ${token}` };
  const reply = await app.inject({ url: `/v1/recommendations?${query}`, headers });
  return { status: reply.statusCode, body: reply.json() };
};
const idsOf = (body: { items: { movie: { id: string } }[] }) => body.items.map(({ movie }) => movie.id);

test("a viewer's deck is in the recommender's order, without what that leaves out, and says of the mood and of taste why", async () => {
  const { status, body } = await deck(`mood=cosy+rain&genre=Drama&minRating=4&after=${position}`, "alice");
  expect(status).toBe(200);
  expect(body).toEqual({
    items: [
      { movie: { id: "c", title: "C" }, score: 0.8, reasons: [cozy, because] },
      { movie: { id: "a", title: "A" }, score: 0.7, reasons: [cozy] },
    ],
    ...understood,
    personal: true,
    position,
    fresh: true,
  });
  expect(seen[0]?.path).toMatch(/^\/internal\/moods\?mood=cosy\+rain&genre=Drama&minRating=4/);
  expect(seen[1]?.path).toBe(`/internal/rank?after=${encodeURIComponent(position)}`);
  const sent = JSON.parse(String(seen[1]?.body)) as object;
  expect(sent).toEqual({
    purpose: "discovery",
    candidates: found.candidates.map(({ id, standing }) => ({ id, ...standing })),
  });
});

test.each([
  ["nobody", undefined],
  ["a service key", "key"],
])("of %s it is the mood's alone", async (_who, token) => {
  const { body } = await deck("mood=cosy", token);
  expect(idsOf(body)).toEqual(["a", "b", "c"]);
  expect(body).toMatchObject({ personal: false, position: null, fresh: true, items: [{ reasons: [cozy] }, {}, {}] });
  expect(body).not.toHaveProperty("degraded");
  expect(body).not.toHaveProperty("nextCursor");
});

test("so it is while the recommender is away, and it says so", async () => {
  rank = () => Promise.reject(new ProblemError("upstream-timeout"));
  const { status, body } = await deck(`mood=cosy&after=${position}`, "alice");
  expect(status).toBe(200);
  expect(idsOf(body)).toEqual(["a", "b", "c"]);
  expect(body).toMatchObject({ personal: false, fresh: false, degraded: ["recommender"] });
});

test("its pages stay as they were, whatever position the next one asks for", async () => {
  const first = (await deck("mood=cosy&limit=1", "alice")).body;
  rank = async () => ({ items: [], personal: true, position, fresh: true });
  const second = (await deck(`mood=cosy&limit=5&cursor=${first.nextCursor}&after=${position}`, "alice")).body;
  expect([idsOf(first), idsOf(second)]).toEqual([["c"], ["a"]]);
  expect(second).not.toHaveProperty("nextCursor");
  expect(await deck(`mood=dark&cursor=${first.nextCursor}`, "alice")).toMatchObject({
    status: 400,
    body: { code: "malformed-cursor", errors: [{ path: "query/cursor" }] },
  });
  expect(await deck(`mood=cosy&cursor=${first.nextCursor}&limit=0`, "alice")).toMatchObject({ status: 400 });
});

test("what the catalog refuses is refused as it says, and a position that is none by name", async () => {
  expect(await deck("")).toMatchObject({ status: 400, body: { code: "validation-failed" } });
  expect(await deck("mood=cosy&after=zzz")).toMatchObject({
    status: 400,
    body: { code: "malformed-position", errors: [{ path: "query/after" }] },
  });
});
