import { randomUUIDv7 } from "node:crypto";
import { catalogOperations, decodePosition, type Ranked, type Reason } from "@projectionist/contracts";
import { noteRequest, ProblemError } from "@projectionist/service-kit";
import type { FastifyReply, FastifyRequest } from "fastify";
import type { Identity } from "../identity.ts";
import type { Upstream } from "../upstream.ts";
import { findFilms, isRefusal, type FoundFilms } from "./found-films.ts";
import { headersFor, passOn, plainHeaders } from "./forward.ts";
import { moodReason } from "./mood-reason.ts";
import { askedPage } from "./page-query.ts";
import { createRankingPages, type Ranking, type RankingPage } from "./ranking-pages.ts";
import { askTaste, type Tasted } from "./taste.ts";
import { tellServed, type Made } from "./tell-served.ts";

const LIMITS = { usual: 20, most: 50 };
/** Of the time that a read may take, as long as a deck waits for taste: it goes on without. */
const TASTE_SHARE = 0.6;

type Call = Readonly<{ request: FastifyRequest; headers: Readonly<Record<string, string>>; after: string | undefined }>;

/**
 * Films for a mood: the 200 that the catalog finds best, in the order that the recommender gives them for the viewer, without those
 * that it would not recommend to him. Who is not logged in, or while the recommender is away, gets the catalog's order. The log is told of each
 * page that a viewer is shown; the answer does not wait for that.
 */
export function createMoodRecommendations(upstream: Upstream) {
  const pages = createRankingPages();

  return async (request: FastifyRequest, reply: FastifyReply, identity: Identity | null): Promise<unknown> => {
    const viewer = identity?.principal.kind === "user" ? identity.principal.id : null;
    const headers = plainHeaders(headersFor(request, identity));
    const { parameters, cursor, limit, list } = askedPage(request.url, LIMITS);
    const after = positionIn(parameters);
    const call = { upstream, headers, endsAt: upstream.readEnd(1) };
    const isAsked = limit !== undefined;
    const query = { list: [viewer, list], cursor: isAsked ? cursor : null, limit: limit ?? LIMITS.usual };
    const page = await pages(query, call, async () => {
      const found = await findFilms(upstream, catalogOperations.moodCandidates, parameters, headers);
      if (isRefusal(found)) return found;
      return viewer === null ? asFound(found) : forViewer(found, { request, headers, after });
    });
    if (isRefusal(page)) return passOn(reply, page);
    const recommendationId = randomUUIDv7();
    if (viewer !== null) tell(page, recommendationId, { request, headers });
    return { ...page, recommendationId };
  };

  function tell(page: RankingPage, recommendationId: string, { request, headers }: Omit<Call, "after">): void {
    const { strategy, model, position } = page as RankingPage & Made;
    const made = { surface: "mood", recommendationId, strategy, model, position } as const;
    tellServed({ upstream, headers }, page, made).catch((err: unknown) =>
      request.log.warn({ err }, "the log was not told of a deck that was shown"),
    );
  }

  async function forViewer(found: FoundFilms, { request, headers, after }: Call): Promise<Ranking> {
    const taste = await askTaste({ upstream, headers, after, share: TASTE_SHARE }, "discovery", found.candidates);
    if (!(taste instanceof ProblemError)) return tasted(found, taste);
    noteRequest(request, { reason: `without taste: ${taste.message}` });
    const { films, beside } = asFound(found);
    return { films, beside: { ...beside, fresh: after === undefined, degraded: ["recommender"] } };
  }
}

function asFound(answer: FoundFilms): Ranking {
  return {
    films: answer.candidates.map((film) => ({
      id: film.id,
      score: film.score,
      reasons: [moodReason(film, answer.chips)],
    })),
    beside: { ...understood(answer), ...unpersonal, personal: false, fresh: true },
  };
}

const unpersonal: Made = { strategy: "baseline", model: null, position: null };

function understood({ chips, rest, corrected, relaxed }: FoundFilms) {
  return { chips, rest, ...(corrected !== undefined && { corrected }), relaxed };
}

function tasted(answer: FoundFilms, { items, ...taste }: Tasted): Ranking {
  const found = new Map(answer.candidates.map((film) => [film.id, film]));
  const { personal, fresh, strategy, model, position } = taste;
  const made: Made = { strategy, model, position };
  return {
    films: items.flatMap(({ movieId: id, score, reasons }: Ranked) => {
      const film = found.get(id);
      const all: Reason[] = film ? [moodReason(film, answer.chips), ...reasons] : [];
      return film ? [{ id, score, reasons: all }] : [];
    }),
    beside: { ...understood(answer), ...made, personal, fresh },
  };
}

/** @throws {ProblemError} `malformed-position` */
function positionIn(parameters: URLSearchParams): string | undefined {
  const after = parameters.get("after");
  if (after === null) return undefined;
  if (decodePosition(after)) return after;
  const message = "is not a position: send the `position` of an earlier reply unchanged";
  throw new ProblemError("malformed-position", { errors: [{ path: "query/after", message }] });
}
