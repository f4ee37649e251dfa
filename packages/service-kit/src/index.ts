// HTTP
export { createApp, BODY_LIMIT, type AppDeps } from "./http/app.ts";
export { bearerOf, viewerOf } from "./http/guard.ts";
export { noteCaller, noteRequest } from "./http/log-requests.ts";
export { ProblemError } from "./http/problem-error.ts";
export { route, type Handler, type HandlerReply, type HandlerRequest } from "./http/route.ts";
export { listen, ListenError } from "./listen.ts";
export { enqueueJob } from "./jobs/enqueue-job.ts";
export { jobRoutes } from "./jobs/job-routes.ts";

// Pages of lists
export { decodeCursor, encodeCursor, MalformedCursorError, type PageEnd } from "./pages/list-cursor.ts";
export { keepRankings, type KeptRankings } from "./pages/kept-rankings.ts";

// Where things come from
export {
  callHeadersOf,
  followUpHeadersOf,
  originFieldsOf,
  originOf,
  recordHeadersOf,
  type Origin,
  type RecordHeaders,
} from "./origin/origin.ts";

// Principals and tokens
export type { Principal } from "./principal.ts";
export type { JsonWebKeySet, PublicKey } from "./tokens/json-web-key-set.ts";
export { remoteKeySet } from "./tokens/remote-key-set.ts";
export {
  createTokenVerifier,
  TOKEN_ALGORITHM,
  TOKEN_AUDIENCE,
  TOKEN_ISSUER,
  TOKEN_TYPE,
  type TokenVerifier,
  type VerifyToken,
} from "./tokens/token-verifier.ts";

// Events
export { consumeEvents, type ConsumeEventsOptions, type EventBatch } from "./events/consume-events.ts";
export { decodeRecords, type EventRecord } from "./events/event-record.ts";
export { publish } from "./events/publish.ts";
export { relayEvents } from "./events/relay-events.ts";
export { tailEvents, type TailEventsOptions } from "./events/tail-events.ts";

// Operating
export { findStuck, type Explain } from "./positions/find-stuck.ts";
export { positionRoutes } from "./positions/position-routes.ts";
export { watchGroups, type GroupWatch, type Reached } from "./positions/watch-groups.ts";

export { diagnose, type Inspect } from "./diagnosis/diagnose.ts";

// Running a service
export { ConfigError, readConfig } from "./config.ts";
export { CheckError, createHealth, type Health, type HealthReport } from "./health.ts";
export { createLifecycle, type Lifecycle } from "./lifecycle.ts";
export { createLogger, type Logger } from "./logger.ts";
export { createTrouble, type Trouble } from "./trouble.ts";
export { createMetrics, type Metrics } from "./metrics.ts";
export { runService, type ServiceContext } from "./run-service.ts";
export { runUntilSignal } from "./run-until-signal.ts";
export type { RunningService } from "./running-service.ts";
export {
  documentsSettings,
  jobsSettings,
  logSettings,
  openBackgroundJobs,
  openLog,
  openStore,
  redisSettings,
  serverSettings,
  tokenSettings,
} from "./settings.ts";
