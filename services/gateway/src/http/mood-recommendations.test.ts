import { encodePosition, noteServed } from "@projectionist/contracts";
import { ProblemError } from "@projectionist/service-kit";
import type { FastifyInstance } from "fastify";
import { Compile } from "typebox/compile";
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
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const cozy = { type: "fitsMood", text: "As you wish: cosy.", movie: null, contribution: 1 };
const because = { type: "becauseYouLiked", text: "Because you liked X.", movie: null, contribution: 1 };
const position = encodePosition({ epoch: "e", offsets: new Map([[0, 7]]) });

const modelled = { personal: true, strategy: "cf", model: "v7", position, fresh: true };

let rank: () => Promise<object>;
/** Whether the recommender takes what was shown. */
let takes: boolean;
let seen: UpstreamRequest[];
let isGone: string | undefined;
let app: FastifyInstance;

function catalog({ path, body }: UpstreamRequest): Answer {
  if (path.startsWith("/internal/moods?")) {
    const isSound = path.includes("mood=") && !path.includes("limit=0");
    return isSound ? { body: found } : { status: 400, body: { code: "validation-failed" } };
  }
  const { movieIds } = JSON.parse(String(body)) as { movieIds: string[] };
  return { body: { items: movieIds.filter((id) => id !== isGone).map((id) => ({ id, title: id.toUpperCase() })) } };
}

beforeEach(async () => {
  [seen, isGone] = [[], undefined];
  rank = async () => ({
    items: [
      { movieId: "c", score: 0.8, reasons: [because] },
      { movieId: "a", score: 0.7, reasons: [] },
    ],
    ...modelled,
  });
  takes = true;
  app = await gatewayOn(async (service, request) => {
    seen.push(request);
    if (service === "catalog") return catalog(request);
    if (request.path !== "/internal/served") return { body: await rank() };
    return takes ? { status: 204, body: {} } : Promise.reject(new ProblemError("upstream-timeout"));
  });
});
afterEach(() => app.close());

/** What the recommender was told to have been shown. */
const told = () =>
  seen.filter(({ path }) => path === "/internal/served").map(({ body }) => JSON.parse(String(body)) as object);
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
    ...modelled,
    recommendationId: expect.stringMatching(UUID),
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
  expect(body).toMatchObject({ strategy: "baseline", model: null, recommendationId: expect.stringMatching(UUID) });
  expect(told()).toEqual([]);
  expect(body).not.toHaveProperty("degraded");
  expect(body).not.toHaveProperty("nextCursor");
});

test("so it is while the recommender is away, and it says so", async () => {
  rank = () => Promise.reject(new ProblemError("upstream-timeout"));
  const { status, body } = await deck(`mood=cosy&after=${position}`, "alice");
  expect(status).toBe(200);
  expect(idsOf(body)).toEqual(["a", "b", "c"]);
  expect(body).toMatchObject({ personal: false, fresh: false, degraded: ["recommender"] });
  expect(told()).toMatchObject([{ strategy: "baseline", model: null, items: [{}, {}, {}] }]);
});

test("the log is told of each page as it is shown, by an id of its own", async () => {
  const first = (await deck("mood=cosy&limit=1", "alice")).body;
  const second = (await deck(`mood=cosy&limit=1&cursor=${first.nextCursor}`, "alice")).body;
  const shown = (recommendationId: string, items: object[]) => {
    const { strategy, model } = modelled;
    return { surface: "mood", recommendationId, strategy, model, position, items };
  };
  expect(told()).toEqual([
    shown(first.recommendationId, [{ movieId: "c", score: 0.8, reasons: [cozy, because] }]),
    shown(second.recommendationId, [{ movieId: "a", score: 0.7, reasons: [cozy] }]),
  ]);
  expect(first.recommendationId).not.toBe(second.recommendationId);
  for (const body of told()) expect(Compile(noteServed.schema.body).Check(body)).toBe(true);
});

test("a film that is in no catalog any more is not shown, and not told of", async () => {
  isGone = "c";
  expect(idsOf((await deck("mood=cosy", "alice")).body)).toEqual(["a"]);
  expect(told()).toMatchObject([{ items: [{ movieId: "a" }] }]);
});

test("where the log cannot be told the deck is shown all the same", async () => {
  takes = false;
  expect(await deck("mood=cosy", "alice")).toMatchObject({ status: 200, body: { items: [{}, {}] } });
});

test("its pages stay as they were, whatever position the next one asks for", async () => {
  const first = (await deck("mood=cosy&limit=1", "alice")).body;
  rank = async () => ({ items: [], ...modelled });
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
