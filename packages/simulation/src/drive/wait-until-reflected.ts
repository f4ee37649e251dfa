import { setTimeout as sleep } from "node:timers/promises";
import { ApiError, dataOf } from "@projectionist/client";
import { demoViewer } from "@projectionist/contracts";
import { clientOf, type Target } from "./target.ts";

const PATIENCE_MS = 300_000;
const PAUSE_MS = 50;

/**
 * Waits until recommendations and histories reflect a position; a service that is too busy to say is asked again.
 * @throws when that takes longer than five minutes
 */
export async function waitUntilReflected(target: Target, after: string): Promise<void> {
  const client = clientOf(target);
  const query = { after, limit: 1 };
  const user = { path: { userId: demoViewer.id }, query };
  const film = { path: { movieId: target.films[0]?.id ?? "" }, query };
  const deadline = Date.now() + PATIENCE_MS;
  const until = async (read: () => Promise<Readonly<{ fresh: boolean }>>) => {
    while (!(await read().catch(unlessBusy))?.fresh) {
      if (Date.now() > deadline) throw new Error("projections do not catch up with the log; see the services' logs");
      await sleep(PAUSE_MS);
    }
  };
  await until(() => dataOf(client.GET("/v1/users/{userId}/recommendations", { params: user })));
  await until(() => dataOf(client.GET("/v1/movies/{movieId}/reviews", { params: film })));
}

function unlessBusy(error: unknown): undefined {
  if (!(error instanceof ApiError && error.status >= 500)) throw error;
}
