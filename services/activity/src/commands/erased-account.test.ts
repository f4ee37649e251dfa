import { publish } from "@projectionist/service-kit";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openTestActivity, type TestActivity } from "../activity.fixture.ts";

let activity: TestActivity;
beforeAll(async () => {
  activity = await openTestActivity();
});
afterAll(() => activity.close());

test("a token that outlives its account writes nothing; one of the account made anew does", async () => {
  const erasedAt = Date.now();
  const liked = { type: "liked", movieId: "alien-1979" };
  const old = `kim@${erasedAt - 1}`;
  expect((await activity.send(old, "POST", "/v1/signals", liked)).status).toBe(202);
  await publish(activity.log, [{ type: "UserErased", eventId: "kim-gone", userId: "kim", occurredAt: erasedAt }]);
  await expect
    .poll(async () => (await activity.send(old, "POST", "/v1/signals", liked)).status, { timeout: 10_000 })
    .toBe(401);

  const before = await activity.count("activity.signals");
  const writes = [
    ["PUT", "/v1/me/ratings/alien-1979", { rating: 3 }],
    ["PUT", "/v1/me/watchlist/alien-1979", undefined],
    ["POST", "/v1/movies/alien-1979/reviews", { text: "From beyond." }],
    ["POST", "/v1/signals", { signals: [liked] }],
  ] as const;
  for (const [method, url, body] of writes) {
    expect(await activity.send(old, method, url, body)).toMatchObject({ status: 401, body: { code: "token-invalid" } });
  }
  expect(await activity.count("activity.signals")).toBe(before);

  const anew = await activity.send(`kim@${erasedAt + 1}`, "POST", "/v1/signals", liked);
  expect(anew.status).toBe(202);
  expect((await activity.send("key:shop", "POST", "/v1/signals", { ...liked, userId: "kim" })).status).toBe(202);
});
