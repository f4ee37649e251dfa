import { encodePosition } from "@projectionist/contracts";
import { ProblemError } from "@projectionist/service-kit";
import type { FastifyInstance } from "fastify";
import { afterEach, beforeEach, expect, test } from "vitest";
import { ask, gatewayOn, idsOf, type Answer } from "../testing/gateway-on.ts";
import type { UpstreamRequest } from "../upstream.ts";

const candidate = (id: string, score: number) => ({
  id,
  score,
  matched: [],
  reasons: { words: [], chips: [0] },
  standing: { score, meets: [0, 1] },
});
const understood = {
  chips: [{ kind: "mood", value: "cozy", text: "cosy" }],
  rest: "rain",
  corrected: "cosy rain",
  relaxed: false,
};
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

function catalog({ path, body }: UpstreamRequest): Answer {
  if (path.startsWith("/internal/moods?")) {
    const isSound = path.includes("mood=") && !path.includes("limit=0");
    return isSound ? { body: found } : { status: 400, body: { code: "validation-failed" } };
  }
  const { movieIds } = JSON.parse(String(body)) as { movieIds: string[] };
  return { body: { items: movieIds.map((id) => ({ id, title: id.toUpperCase() })) } };
}

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
  app = await gatewayOn(async (service, request) => {
    seen.push(request);
    return service === "catalog" ? catalog(request) : { body: await rank() };
  });
});
afterEach(() => app.close());

const deck = (query: string, token?: string) => ask(app, `/v1/recommendations?${query}`, token);

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
