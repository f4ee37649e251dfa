import { expect, it } from "vitest";
import type { Upstream, UpstreamReply } from "../upstream.ts";
import { withErasedHistory } from "./erased-history.ts";

const receipt = { userId: "u-1", receiptId: "r-1", history: null };
const history = { receiptId: "r-1", position: "1.e.0-7", removed: { signals: { liked: 2 }, reviewTexts: 0 } };
const replyOf = (status: number, body: unknown): UpstreamReply => ({
  status,
  headers: { "cache-control": "no-store" },
  body: Buffer.from(typeof body === "string" ? body : JSON.stringify(body)),
});

/** What the gateway answers when activity answers so. */
async function composed(activity: () => Promise<UpstreamReply>) {
  const asked: string[] = [];
  const send: Upstream["send"] = async (service, { method, path }) => {
    asked.push(`${service} ${method} ${path}`);
    return activity();
  };
  const answer = await withErasedHistory({ send }, replyOf(202, receipt), {});
  return { asked, headers: answer.headers, body: JSON.parse(answer.body.toString()) as unknown };
}

it("adds what went of the history to the receipt", async () => {
  expect(await composed(async () => replyOf(200, history))).toEqual({
    asked: ["activity GET /v1/erasures/r-1"],
    headers: { "cache-control": "no-store" },
    body: { ...receipt, history },
  });
});

it.each([
  ["is not ready", async () => replyOf(404, { code: "erasure-not-found" })],
  ["cannot be reached", () => Promise.reject(new Error("nobody there"))],
  ["answers no JSON", async () => replyOf(200, "<html>")],
])("hands the receipt on as it is when activity %s", async (_, activity) => {
  expect((await composed(activity)).body).toEqual(receipt);
});
