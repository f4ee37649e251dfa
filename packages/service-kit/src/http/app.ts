import Fastify, { LogController, type FastifyBaseLogger, type FastifyInstance } from "fastify";
import { diagnosisOperations, serviceNames } from "@projectionist/contracts";
import type { Logger } from "pino";
import { diagnose, type Inspect } from "../diagnosis/diagnose.ts";
import { createHealth, type Health } from "../health.ts";
import { createMetrics, type Metrics } from "../metrics.ts";
import { traceOf } from "../origin/origin.ts";
import type { VerifyToken } from "../tokens/token-verifier.ts";
import { answerClientError } from "./client-error.ts";
import { answerFault } from "./error-handler.ts";
import { refuseEncodedBody } from "./encoded-body.ts";
import { parseJsonBody } from "./json-body.ts";
import { logRequests } from "./log-requests.ts";
import { measureRequests } from "./measure-requests.ts";
import { answerNotFound } from "./not-found.ts";
import { addOperationsRoutes, addProbes } from "./operations-routes.ts";
import { requestIdOf } from "./request-id.ts";
import { VERIFY_TOKEN, route } from "./route.ts";
import { createValidatorCompiler } from "./validation.ts";

export const BODY_LIMIT = 262_144;
const REQUEST_TIMEOUT_MS = 10_000;
/** Longer than load balancers keep theirs (60 s is usual), so that they never write to a socket we are closing. */
const KEEP_ALIVE_MS = 72_000;
const CHECK_TIMEOUTS_EVERY_MS = 2_000;

export type AppDeps = Readonly<{
  service: string;
  logger: Logger;
  verifyToken: VerifyToken;
  metrics?: Metrics | undefined;
  health?: Health | undefined;
  /** Proxies whose `x-forwarded-for` is believed, as Fastify's option of this name; none unless told. */
  trustProxy?: boolean | string | undefined;
  /**
   * Whether anybody may call: then probes are answered yes or no, and what concerns operators alone (`/metrics`, `/version`,
   * `/readyz?verbose`) is left to an app that is not public. False unless told.
   */
  isPublic?: boolean | undefined;
  /** What the service tells of itself for a diagnosis, beside its checks. */
  inspect?: Inspect | undefined;
}>;

/**
 * An HTTP app without operations yet (see `route`): strict validation, a problem document for every fault, request ids,
 * `/livez`, `/readyz`, `/metrics`, `/version`, time-outs. Closing it ends idle connections at once and waits for the rest.
 */
export function createApp({
  service,
  logger,
  verifyToken,
  metrics = createMetrics(service),
  health = createHealth(),
  trustProxy = false,
  isPublic = false,
  inspect,
}: AppDeps): FastifyInstance {
  const loggerInstance: FastifyBaseLogger = logger;
  const app = Fastify({
    loggerInstance,
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: "requestId" }),
    childLoggerFactory: (parent, bindings, options, request) => {
      const { traceId, spanId } = traceOf(request);
      return parent.child({ ...bindings, traceId, spanId }, options);
    },
    trustProxy,
    genReqId: requestIdOf,
    bodyLimit: BODY_LIMIT,
    requestTimeout: REQUEST_TIMEOUT_MS,
    keepAliveTimeout: KEEP_ALIVE_MS,
    http: { headersTimeout: REQUEST_TIMEOUT_MS, connectionsCheckingInterval: CHECK_TIMEOUTS_EVERY_MS },
    forceCloseConnections: "idle",
    return503OnClosing: false,
    clientErrorHandler: answerClientError,
    frameworkErrors: answerFault,
    routerOptions: { maxParamLength: 512 },
  });
  app.decorate(VERIFY_TOKEN, verifyToken);
  app.setValidatorCompiler(createValidatorCompiler());
  app.setErrorHandler(answerFault);
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("application/json", { parseAs: "buffer" }, async (_request: unknown, body: Buffer) =>
    parseJsonBody(body),
  );
  logRequests(app);
  app.addHook("onRequest", async (request, reply) => {
    void reply.header("x-request-id", request.id).header("x-content-type-options", "nosniff");
    refuseEncodedBody(request.headers["content-encoding"]);
  });
  answerNotFound(app);
  measureRequests(app, metrics);
  addProbes(app, { health, verbose: !isPublic });
  if (!isPublic) addOperationsRoutes(app, { service, metrics });
  const name = serviceNames.find((one) => one === service);
  if (name)
    route(app, diagnosisOperations.diagnose, async () => ({
      status: 200,
      body: await diagnose(name, health, inspect),
    }));
  return app;
}
