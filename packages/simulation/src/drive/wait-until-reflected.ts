import { setTimeout as sleep } from "node:timers/promises";
import { dataOf } from "@projectionist/client";
import { demoViewer } from "@projectionist/contracts";
import { clientOf, type Target } from "./target.ts";

const PATIENCE_MS = 60_000;
const PAUSE_MS = 50;

/** Waits until recommendations reflect a position. @throws when that takes longer than a minute */
export async function waitUntilReflected(target: Target, after: string): Promise<void> {
  const client = clientOf(target);
  const deadline = Date.now() + PATIENCE_MS;
  const params = { path: { userId: demoViewer.id }, query: { after, limit: 1 } };
  while (!(await dataOf(client.GET("/v1/users/{userId}/recommendations", { params }))).fresh) {
    if (Date.now() > deadline) throw new Error("recommendations do not catch up with the log; see the services' logs");
    await sleep(PAUSE_MS);
  }
}
