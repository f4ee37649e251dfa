/** The recommender in a process of its own, which lets everybody in; tells its URL on stdout once it is ready. */
import { openEventLog } from "@projectionist/bus";
import { openJobs } from "@projectionist/jobs";
import { keyspaceOf, startRecommender } from "@projectionist/recommender";
import { openSignalState } from "@projectionist/recommender/signal-state";
import { createLogger } from "@projectionist/service-kit";
import { OPERATOR_TOKEN } from "./operator.ts";

const { LOG_URL = "", STATE_URL = "", JOBS_URL = "" } = process.env;

const log = await openEventLog(LOG_URL, { onFatal: () => process.exit(1) });
const state = await openSignalState(STATE_URL, {});
const service = await startRecommender({
  log,
  state,
  jobs: await openJobs(JOBS_URL),
  logger: createLogger({ service: "recommender", level: "error", destination: process.stderr }),
  verifyToken: async (token) => {
    if (token === OPERATOR_TOKEN) return { kind: "service", id: token, role: null, scopes: ["ops"] };
    return { kind: "user", id: token, role: "viewer", scopes: [] };
  },
  host: "127.0.0.1",
  port: 0,
});
while (!(await fetch(`${service.url}/readyz`)).ok) await new Promise((resolve) => setTimeout(resolve, 50));
process.stdout.write(`${service.url}\n`);

// The control: what serves is thrown away, and counted anew in its place.
process.on("SIGUSR2", () => void log.epoch("activity.signals").then((epoch) => state.drop(keyspaceOf(epoch))));
process.on("SIGTERM", () => {
  void service
    .stop()
    .then(() => state.close())
    .then(() => log.close())
    .then(() => process.exit(0));
});
