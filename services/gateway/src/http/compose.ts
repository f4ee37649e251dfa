import { randomUUID } from "node:crypto";
import { catalogOperations, encodePosition, type MovieCard, type Ranked } from "@projectionist/contracts";
import { ProblemError } from "@projectionist/service-kit";
import { Type } from "typebox";
import type { Upstream } from "../upstream.ts";
import { bodyReader } from "./reply-body.ts";

/** A reply of the recommender that ranks films: rows, a list, or the explanation of one. */
export type RankReply = Readonly<{
  rows?: readonly Readonly<{ items: readonly Ranked[] }>[];
  items?: readonly Ranked[];
  movieId?: string;
}> &
  Readonly<Record<string, unknown>>;

/** What a call for cards needs: the headers it goes out with, and when to give up. */
export type CardCall = Readonly<{ upstream: Upstream; headers: Readonly<Record<string, string>>; endsAt: number }>;

const ListOf = (id: "id" | "movieId") => Type.Array(Type.Object({ [id]: Type.String() }));

/** Reads what the recommender answered, as far as cards are put into it. */
export const readRanked = bodyReader<RankReply>(
  Type.Union([
    Type.Object({ rows: Type.Array(Type.Object({ items: ListOf("movieId") })) }),
    Type.Object({ items: ListOf("movieId") }),
    Type.Object({ movieId: Type.String() }),
  ]),
);
const readCards = bodyReader<{ items: MovieCard[] }>(Type.Object({ items: ListOf("id") }));

/**
 * Puts films' cards where the recommender answered ids, with one call to the catalog for all of them. When the catalog
 * cannot be asked, the cards hold the id alone and `degraded` names it.
 */
export async function withCards(call: CardCall, reply: RankReply): Promise<object> {
  const lists = reply.rows ? reply.rows.map((row) => row.items) : reply.items ? [reply.items] : [];
  const ids = new Set(lists.flatMap((items) => items.map((item) => item.movieId)));
  if (reply.movieId !== undefined) ids.add(reply.movieId);
  const cards = await cardsOf(call, [...ids]);
  const cardOf = (id: string): MovieCard => cards?.get(id) ?? { id };
  const show = ({ movieId, ...rest }: Ranked) => ({ movie: cardOf(movieId), ...rest });

  const { rows, items, movieId, ...rest } = reply;
  return {
    ...(rows ? { rows: rows.map((row) => ({ ...row, items: row.items.map(show) })) } : {}),
    ...(items ? { items: items.map(show) } : {}),
    ...(movieId === undefined ? {} : { movie: cardOf(movieId) }),
    ...rest,
    ...(cards ? {} : { degraded: ["catalog"] }),
  };
}

/** What stands in for recommendations while the recommender cannot be asked: the catalog's most popular films. */
export async function popularInstead(
  { upstream, headers, endsAt }: CardCall,
  limit: number,
  rows: boolean,
): Promise<object> {
  const reply = await upstream.send("catalog", {
    method: "GET",
    path: `${catalogOperations.listMovies.path}?sort=popularity&limit=${limit}`,
    headers,
    endsAt,
  });
  const { items } = readCards(reply);
  const reason = { type: "popular", text: "Many viewers watch it.", movie: null, contribution: 1 };
  const ranked = items.map((movie, index) => ({ movie, score: 1 / (index + 1), reasons: [reason] }));
  return {
    ...(rows ? { rows: [{ id: "popular", title: "Popular", reason, items: ranked }] } : { items: ranked }),
    recommendationId: randomUUID(),
    strategy: "baseline",
    model: null,
    position: encodePosition({ epoch: "none", offsets: new Map() }),
    fresh: false,
    degraded: ["recommender"],
  };
}

/** Films' cards by id, those of films that exist; undefined when the catalog cannot be asked. */
export async function cardsOf(
  { upstream, headers, endsAt }: CardCall,
  movieIds: readonly string[],
): Promise<Map<string, MovieCard> | undefined> {
  if (movieIds.length === 0) return new Map();
  const { method, path } = catalogOperations.getMovieCards;
  try {
    const reply = await upstream.send("catalog", {
      method,
      path,
      headers: { ...headers, "content-type": "application/json" },
      body: JSON.stringify({ movieIds }),
      reads: true,
      endsAt,
    });
    return new Map(readCards(reply).items.map((card) => [card.id, card]));
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    return undefined;
  }
}
