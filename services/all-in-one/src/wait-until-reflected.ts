import { demoViewer } from "@projectionist/auth";
import { setTimeout as sleep } from "node:timers/promises";
import { createClient, dataOf } from "@projectionist/client";
import type { DemoTarget } from "./demo-viewers.ts";

const PATIENCE_MS = 60_000;

/** Waits until recommendations reflect a position. @throws when that takes longer than a minute */
export async function waitUntilReflected(target: DemoTarget, after: string): Promise<void> {
  const client = createClient({ baseUrl: target.gatewayUrl, apiKey: target.adminKey });
  const deadline = Date.now() + PATIENCE_MS;
  const params = { path: { userId: demoViewer.id }, query: { after, limit: 1 } };
  for (;;) {
    const reply = await dataOf(client.GET("/v1/users/{userId}/recommendations", { params }));
    if (reply.fresh) return;
    if (Date.now() > deadline)
      throw new Error("recommendations do not catch up with the log; see the log file in the data folder");
    await sleep(50);
  }
}
