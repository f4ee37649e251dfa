import type { MovieCard } from "@projectionist/contracts";
import {
  decodeCursor,
  encodeCursor,
  keepRankings,
  MalformedCursorError,
  ProblemError,
} from "@projectionist/service-kit";
import type { UpstreamReply } from "../upstream.ts";
import { cardsOf, type CardCall } from "./compose.ts";
import { isRefusal } from "./found-films.ts";

/** A film in an order that was made for one viewer, with what is answered of it. */
export type RankedFilm = Readonly<{ id: string; score: number }> & Readonly<Record<string, unknown>>;

export type Ranking = Readonly<{
  films: readonly RankedFilm[];
  /** The cursor of another list that goes on behind the last film. */
  behind?: string | undefined;
  /** What stands beside the films on every page. */
  beside: Readonly<Record<string, unknown>>;
}>;

/** A page of a ranking, as it is answered. */
export type RankingPage = Readonly<{
  items: readonly (Omit<RankedFilm, "id"> & Readonly<{ movie: MovieCard }>)[];
  nextCursor?: string;
}> &
  Readonly<Record<string, unknown>>;

export type PageQuery = Readonly<{
  /** Whatever identifies the list: its cursors serve no other. */
  list: unknown;
  cursor: string | null;
  limit: number;
}>;

const OWN = "my.";
const MOST_KEPT = 200;

/** Whether a cursor is one of the gateway's, and not of a service. */
export const isOwnCursor = (cursor: string) => cursor.startsWith(OWN);

/**
 * Pages of rankings that are made for one viewer, and hence by no service alone. Taste changes with every signal, so a next page
 * is cut from the ranking that the first was cut from: it is kept here, in memory, while it is among the latest 200. Where it is
 * not, as in another instance, the page comes from a new ranking, behind the last film of the page before.
 */
export function createRankingPages() {
  const kept = keepRankings<Readonly<{ list: string; ranking: Ranking }>>(MOST_KEPT);

  /**
   * `make` is asked for a ranking that is not kept; its refusal is answered as it is. Films that are in no catalog any more are
   * passed over. @throws {ProblemError} `malformed-cursor`
   */
  return async (
    { list, cursor, limit }: PageQuery,
    call: CardCall,
    make: () => Promise<Ranking | UpstreamReply>,
  ): Promise<RankingPage | UpstreamReply> => {
    const end = cursor === null ? undefined : endOf(list, cursor);
    const [name = "", lastScore] = String(end?.key ?? "").split(" ");
    const known = kept.get(name);
    const isSame = known?.list === JSON.stringify(list);
    const ranking = isSame ? known.ranking : await make();
    if (isRefusal(ranking)) return ranking;

    const { films, behind, beside } = ranking;
    const from = end ? placeBehind(films, end.id, Number(lastScore)) : 0;
    const { items, to, degraded } = await show(call, films, { from, limit });
    const last = to < films.length ? films[to - 1] : undefined;
    const keptAs = isSame || !last ? name : kept.keep({ list: JSON.stringify(list), ranking });
    const nextCursor = last ? OWN + encodeCursor(list, { key: `${keptAs} ${last.score}`, id: last.id }) : behind;
    const missing = [...((beside["degraded"] as string[] | undefined) ?? []), ...degraded];
    return {
      items,
      ...(nextCursor !== undefined && { nextCursor }),
      ...beside,
      ...(missing.length > 0 && { degraded: missing }),
    };
  };
}

function endOf(list: unknown, cursor: string) {
  try {
    return decodeCursor(list, cursor.slice(OWN.length));
  } catch (error) {
    if (!(error instanceof MalformedCursorError)) throw error;
    const message = "belongs to another list, or was altered";
    throw new ProblemError("malformed-cursor", { errors: [{ path: "query/cursor", message }] }, { cause: error });
  }
}

function placeBehind(films: readonly RankedFilm[], id: string, score: number): number {
  const at = films.findIndex((film) => film.id === id);
  if (at >= 0) return at + 1;
  const worse = films.findIndex((film) => film.score < score);
  return worse < 0 ? films.length : worse;
}

/** Films with their cards; with their ids alone while the catalog cannot be asked. */
async function show(call: CardCall, films: readonly RankedFilm[], { from, limit }: { from: number; limit: number }) {
  const items: RankingPage["items"][number][] = [];
  let to = from;
  let degraded: string[] = [];
  while (items.length < limit && to < films.length) {
    const next = films.slice(to, to + limit - items.length);
    const cards = await cardsOf(
      call,
      next.map(({ id }) => id),
    );
    if (!cards) degraded = ["catalog"];
    for (const { id, ...film } of next) {
      const movie: MovieCard | undefined = cards ? cards.get(id) : { id };
      if (movie) items.push({ movie, ...film });
    }
    to += next.length;
  }
  return { items, to, degraded };
}
