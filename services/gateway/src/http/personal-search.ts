import { catalogOperations, type Reason } from "@projectionist/contracts";
import { noteRequest, ProblemError } from "@projectionist/service-kit";
import type { FastifyReply, FastifyRequest } from "fastify";
import type { Identity } from "../identity.ts";
import type { Upstream } from "../upstream.ts";
import { findFilms, isRefusal, type FoundFilm, type FoundFilms } from "./found-films.ts";
import { headersFor, passOn, plainHeaders } from "./forward.ts";
import { askedPage } from "./page-query.ts";
import { createRankingPages, isOwnCursor, type Ranking } from "./ranking-pages.ts";
import { askTaste, type Tasted } from "./taste.ts";

type Hit = Pick<FoundFilm, "id" | "score" | "matched"> &
  Readonly<{ reasons: FoundFilm["reasons"] & Readonly<{ taste?: readonly Reason[] }> }>;

const LIMITS = { usual: 20, most: 100 };
/** Of the time that a read may take, as long as search waits for taste: it goes on without. */
const TASTE_SHARE = 0.25;

/**
 * Search with the viewer's taste: the catalog's best 200 films, in the order that the recommender gives them; then the catalog's
 * own. Without the recommender the catalog's order stands, and the answer says so.
 */
export function createPersonalSearch(upstream: Upstream) {
  const pages = createRankingPages();

  return async (request: FastifyRequest, reply: FastifyReply, viewer: Identity): Promise<unknown> => {
    const headers = headersFor(request, viewer);
    const { parameters, cursor, limit, list } = askedPage(request.url, LIMITS);
    if (limit === undefined || (cursor !== null && !isOwnCursor(cursor))) {
      const { method } = catalogOperations.searchMovies;
      return passOn(reply, await upstream.send("catalog", { method, path: request.url, headers }));
    }
    const call = { upstream, headers: plainHeaders(headers), endsAt: upstream.readEnd(1) };
    const page = await pages({ list: [viewer.principal.id, list], cursor, limit }, call, async () => {
      const found = await findFilms(upstream, catalogOperations.searchCandidates, parameters, call.headers);
      return isRefusal(found) ? found : inOrder(found, request, call.headers);
    });
    return isRefusal(page) ? passOn(reply, page) : page;
  };

  async function inOrder(
    found: FoundFilms,
    request: FastifyRequest,
    headers: Readonly<Record<string, string>>,
  ): Promise<Ranking> {
    const { candidates, nextCursor, ...beside } = found;
    const taste = await askTaste({ upstream, headers, share: TASTE_SHARE }, "search", candidates);
    const isMissing = taste instanceof ProblemError;
    if (isMissing) noteRequest(request, { reason: `without taste: ${taste.message}` });
    const personal = !isMissing && taste.personal;
    return {
      films: personal ? tasted(candidates, taste) : candidates.map(({ standing: _standing, ...hit }) => hit),
      behind: nextCursor,
      beside: { ...beside, personal, ...(isMissing && { degraded: ["recommender"] }) },
    };
  }
}

function tasted(candidates: readonly FoundFilm[], { items }: Tasted): Hit[] {
  const found = new Map(candidates.map((candidate) => [candidate.id, candidate]));
  return items.flatMap(({ movieId, score, reasons: taste }): Hit[] => {
    const film = found.get(movieId);
    if (!film) return [];
    const { id, matched, reasons } = film;
    return [{ id, score, matched, reasons: { ...reasons, ...(taste.length > 0 && { taste }) } }];
  });
}
