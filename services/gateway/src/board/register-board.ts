import { createRequire } from "node:module";
import { dirname } from "node:path";
import { createBullBoard } from "@bull-board/api";
import { jobNames } from "@projectionist/contracts";
import type { FastifyInstance } from "fastify";
import { headersFor } from "../http/forward.ts";
import type { JobsUpstream } from "../http/jobs-upstream.ts";
import type { Upstream } from "../upstream.ts";
import { guardBoard, type GuardDeps } from "./board-guard.ts";
import { FastifyServer } from "./fastify-server.ts";
import { JobQueue } from "./job-queue.ts";
import { createJobsClient } from "./jobs-client.ts";
import { BOARD_PATH } from "./session-cookie.ts";
import { SIGN_OUT_PATH, signInRoutes } from "./sign-in-routes.ts";

const uiBasePath = dirname(createRequire(import.meta.url).resolve("@bull-board/ui/package.json"));

export type BoardDeps = GuardDeps & Readonly<{ upstream: Upstream; jobs: JobsUpstream }>;

/** Bull Board for administrators at `/v1/ops/board`, with the background jobs of all services, on whatever engine. */
export async function registerBoard(app: FastifyInstance, { upstream, jobs, ...guard }: BoardDeps): Promise<void> {
  const client = createJobsClient(jobs);
  const server = new FastifyServer(BOARD_PATH);
  createBullBoard({
    queues: jobNames.map((name) => new JobQueue(name, client)),
    serverAdapter: server,
    options: {
      uiBasePath,
      uiConfig: {
        boardTitle: "Projectionist jobs",
        miscLinks: [
          { text: "API", url: "/docs" },
          { text: "Sign out", url: SIGN_OUT_PATH },
        ],
        hideDocsLink: true,
        hideRedisDetails: true,
        showMetrics: false,
        showWorkers: false,
      },
    },
  });
  await app.register(async (scope) => signInRoutes(scope, upstream, guard.limit));
  await app.register(
    async (scope) => {
      const identityOf = guardBoard(scope, guard);
      scope.addHook("preHandler", (request, _reply, done) => client.as(headersFor(request, identityOf(request)), done));
      await server.register(scope);
    },
    { prefix: BOARD_PATH },
  );
}
