import {
  activityOperations,
  authOperations,
  catalogOperations,
  moodRecommendations,
  opsOperations,
  rankOperations,
  recommenderOperations,
  type Operation,
} from "@projectionist/contracts";
import { ProblemError, noteRequest, type Health } from "@projectionist/service-kit";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { requireAccess, type Identify, type Identity } from "../identity.ts";
import { documentRoute } from "../openapi/document-route.ts";
import type { Upstream } from "../upstream.ts";
import { closeBoard, openBoard } from "../board/board-session.ts";
import type { Limit } from "../rate-limit.ts";
import { popularInstead, readRanked, withCards } from "./compose.ts";
import { gatherDiagnosis } from "./diagnosis-upstream.ts";
import { withErasedHistory } from "./erased-history.ts";
import { headersFor, passOn, plainHeaders } from "./forward.ts";
import type { JobsUpstream } from "./jobs-upstream.ts";
import { createMoodRecommendations } from "./mood-recommendations.ts";
import { createPersonalSearch } from "./personal-search.ts";
import { gatherPositions } from "./positions-upstream.ts";

const DEFAULT_BODY_LIMIT = 262_144;
/** Of the time that a read may take; the rest is for cards, or for popular films instead. */
const RANKING_SHARE = 0.75;

export type RouteDeps = Readonly<{
  upstream: Upstream;
  jobs: JobsUpstream;
  identify: Identify;
  limit: Limit;
  health: Pick<Health, "report">;
}>;

type Answer = (request: FastifyRequest, reply: FastifyReply, identity: Identity | null) => Promise<unknown>;

/** Every exposed operation: most are handed on as they are, those that rank films get cards. */
export function registerRoutes(app: FastifyInstance, { upstream, jobs, identify, limit, health }: RouteDeps): void {
  // Services validate and serialise; the schemas are here for the OpenAPI document.
  app.setValidatorCompiler(() => () => true);
  app.setSerializerCompiler(() => (data) => JSON.stringify(data));
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("*", { parseAs: "buffer" }, (_request, body, done) => done(null, body));

  const identities = new WeakMap<FastifyRequest, Identity | null>();

  /** Tokens and keys that are not valid count for the address, so that guessing them is limited too. */
  async function identifyOrCount(request: FastifyRequest): Promise<Identity | null> {
    try {
      return await identify(request);
    } catch (error) {
      await limit(request, null);
      throw error;
    }
  }

  const route = (operation: Operation, answer: Answer) =>
    app.route({
      method: operation.method,
      url: operation.path,
      schema: documentRoute(operation),
      bodyLimit: operation.bodyLimit ?? DEFAULT_BODY_LIMIT,
      // Who is refused is refused before his body is read.
      onRequest: async (request, reply) => {
        const identity = await identifyOrCount(request);
        reply.headers(await limit(request, identity));
        requireAccess(operation, identity);
        identities.set(request, identity);
      },
      handler: async (request, reply) => answer(request, reply, identities.get(request) ?? null),
    });

  const handOn = ({ method, service }: Operation): Answer => {
    const send: JobsUpstream = service === "gateway" ? jobs : (message) => upstream.send(service, message);
    return async (request, reply, identity) => {
      const message = { method, path: request.url, headers: headersFor(request, identity) };
      return passOn(reply, await send({ ...message, body: bodyOf(request) }));
    };
  };

  const eraseAccount: Answer = async (request, reply, identity) => {
    const headers = headersFor(request, identity);
    const answer = await upstream.send("auth", { method: "DELETE", path: request.url, headers, body: bodyOf(request) });
    return passOn(
      reply,
      answer.status === 202 ? await withErasedHistory(upstream, answer, plainHeaders(headers)) : answer,
    );
  };

  const rank = (operation: Operation, fallback?: "rows" | "items"): Answer => {
    return async (request, reply, identity) => {
      const headers = headersFor(request, identity);
      const ofCards = { upstream, headers: plainHeaders(headers), endsAt: upstream.readEnd(1) };
      try {
        const answer = await upstream.send("recommender", {
          method: operation.method,
          path: request.url.replace(/^\/v1\//, "/internal/"),
          headers,
          body: bodyOf(request),
          reads: true,
          endsAt: upstream.readEnd(RANKING_SHARE),
        });
        if (answer.status >= 500 && fallback) throw new ProblemError("upstream-failed");
        if (answer.status !== 200) return passOn(reply, answer);
        return await withCards(ofCards, readRanked(answer));
      } catch (error) {
        if (!fallback || !(error instanceof ProblemError)) throw error;
        noteRequest(request, { reason: `popular films instead: ${error.message}` });
        return popularInstead(ofCards, limitOf(request), fallback === "rows");
      }
    };
  };

  const personalSearch = createPersonalSearch(upstream);
  const search: Answer = async (request, reply, identity) =>
    identity?.principal.kind === "user"
      ? personalSearch(request, reply, identity)
      : handOn(catalogOperations.searchMovies)(request, reply, identity);
  const composed = new Map<Operation, Answer>([
    [authOperations.deleteMe, eraseAccount],
    [catalogOperations.searchMovies, search],
  ]);

  const { openBoardSession, closeBoardSession, getPositions, diagnose, ...handedOn } = opsOperations;
  route(openBoardSession, async (request, reply, identity) => openBoard(request, reply, identity));
  route(closeBoardSession, async (_request, reply) => closeBoard(reply));
  route(getPositions, async (request, reply, identity) => {
    const { method, path } = getPositions;
    return passOn(reply, await gatherPositions(upstream, { method, path, headers: headersFor(request, identity) }));
  });
  route(diagnose, async (request, reply, identity) => {
    const message = { method: diagnose.method, path: diagnose.path, headers: headersFor(request, identity) };
    return passOn(reply, await gatherDiagnosis(upstream, health, message));
  });
  for (const group of [authOperations, catalogOperations, activityOperations, handedOn]) {
    for (const operation of Object.values(group) as Operation[]) {
      if (!operation.exposed) continue;
      route(operation, composed.get(operation) ?? handOn(operation));
    }
  }
  const shown = recommenderOperations;
  route(shown.myRecommendations, rank(rankOperations.myRecommendations, "rows"));
  route(shown.userRecommendations, rank(rankOperations.userRecommendations, "items"));
  route(shown.similarMovies, rank(rankOperations.similarMovies));
  route(shown.sessionRecommendations, rank(rankOperations.sessionRecommendations));
  route(shown.trending, rank(rankOperations.trending, "items"));
  route(shown.popular, rank(rankOperations.popular, "items"));
  route(shown.newMovies, rank(rankOperations.newMovies));
  route(shown.why, rank(rankOperations.why));
  route(moodRecommendations, createMoodRecommendations(upstream));
}

function bodyOf(request: FastifyRequest): Buffer | undefined {
  return Buffer.isBuffer(request.body) ? request.body : undefined;
}

function limitOf(request: FastifyRequest): number {
  const limit = Number((request.query as Record<string, unknown>)["limit"] ?? 12);
  return Number.isInteger(limit) && limit >= 1 && limit <= 100 ? limit : 12;
}
