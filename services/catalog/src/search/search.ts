import type { MovieCard, SearchMode } from "@projectionist/contracts";
import { understand, words } from "@projectionist/recsys";
import { decodeCursor, encodeCursor, keepRankings } from "@projectionist/service-kit";
import type { Facets } from "../index/facets.ts";
import { filterTests, type MovieFilters } from "../index/film-filter.ts";
import { cardOf } from "../index/indexed-film.ts";
import type { MovieIndex } from "../index/movie-index.ts";
import { corrected } from "./corrected.ts";
import { stepsOf } from "./relevance.ts";
import { searchMovies } from "./search-movies.ts";
import type { TextRanker } from "./text-ranker.ts";
import { rankByWishes, type Ranking, type Reasons } from "./wishes/rank-by-wishes.ts";
import type { AskedChip } from "./wishes/wish.ts";

export type Asked = Readonly<{
  /** What was typed; may be empty when there are chips. */
  text: string;
  /** The client's own chips: the text is not read for chips then. */
  chips?: readonly AskedChip[] | undefined;
  /** `mood` reads the text as what a viewer feels like, and goes by wishes. */
  mode: SearchMode | "mood";
  filters: MovieFilters;
  limit: number;
  cursor?: string | undefined;
}>;

export type Answer = Readonly<{
  items: readonly Readonly<{ movie: MovieCard; score: number } & Reasons>[];
  nextCursor?: string;
  total: number;
  facets: Facets;
  mode: "title" | "meaning";
  chips: readonly AskedChip[];
  rest: string;
  relaxed: boolean;
  /** The text as it was read, where words of it are mistyped: chips stand in it. */
  corrected?: string;
}>;

type Said = Readonly<{ chips: readonly AskedChip[]; rest: string }>;
type Kept = Readonly<{ list: string; ranking: Ranking }>;

const MOST_KEPT = 100;

/**
 * Search in both ways: by title as far as it was typed, and by wishes. `auto` searches by title for what is the title of a
 * film, or would be without typing errors, and for words that hold no wish that decides, are not all keywords, and stand all in
 * one title (typing errors forgiven); else by wishes, with mistyped words `corrected`. A next page is cut from the ranking that
 * the first was cut from while that is kept (the latest 100), else from a new one behind the place of the last film. The promise
 * fails with a MalformedCursorError where a cursor is of another list.
 */
export function createSearch(index: MovieIndex, ranker: TextRanker): (asked: Asked) => Promise<Answer> {
  const kept = keepRankings<Kept>(MOST_KEPT);

  async function byWishes({ text, mode, filters, limit, cursor }: Asked, { chips, rest }: Said): Promise<Answer> {
    const list = ["wishes", text, chips, filters];
    const place = cursor === undefined ? undefined : decodeCursor(list, cursor);
    const [name = "", lastScore] = String(place?.key ?? "").split(" ");
    const ofFirst = kept.get(name);
    const isSame = ofFirst?.list === JSON.stringify(list);
    const ranking = isSame
      ? ofFirst.ranking
      : await rankByWishes(index, ranker, {
          chips,
          isMood: mode === "mood",
          text: words(rest).length > 0 ? rest : undefined,
          meets: filterTests(filters, index.vocabulary),
        });

    const behind = place ? placeBehind(ranking, place.id, Number(lastScore), isSame) : 0;
    const { items, end } = cut(ranking, behind, limit);
    const { ids, scores } = ranking;
    const hasMore = end > 0 && end < ids.length;
    const keptAs = hasMore && !isSame ? kept.keep({ list: JSON.stringify(list), ranking }) : name;
    return {
      items,
      ...(hasMore && { nextCursor: encodeCursor(list, { key: `${keptAs} ${scores[end - 1]}`, id: ids[end - 1]! }) }),
      total: ranking.total,
      facets: ranking.facets,
      mode: "meaning",
      chips,
      rest,
      relaxed: ranking.relaxed,
    };
  }

  /** The films from a place on, as many as are wanted of those that are still there. */
  function cut(
    { ids, scores, reasons }: Ranking,
    from: number,
    limit: number,
  ): { items: Answer["items"]; end: number } {
    const items: Answer["items"][number][] = [];
    let end = from;
    for (; end < ids.length && items.length < limit; end++) {
      const film = index.get(ids[end]!);
      if (film) items.push({ movie: cardOf(film, index.vocabulary), score: scores[end]!, ...reasons(end) });
    }
    return { items, end };
  }

  function byTitle({ text, filters, limit, cursor }: Asked, chips: readonly AskedChip[]): Answer {
    const { items, ...page } = searchMovies(index, { text, filters, limit, cursor });
    return {
      items: items.map(({ words: found, ...item }) => {
        const steps = [...Array(stepsOf(item.score).steps).keys()];
        return { ...item, meets: steps, reasons: { words: found, chips: [] } };
      }),
      ...page,
      mode: "title",
      chips,
      rest: text,
      relaxed: false,
    };
  }

  function isTitle(text: string, { chips, rest }: Said): boolean {
    const inChips = chips.reduce((sum, chip) => sum + words(chip.text ?? "").length, 0);
    const isWhole = inChips === words(text).length && chips.every(({ soft }) => !soft);
    if (isWhole && chips[0]?.kind === "title" && !chips[0].negated) return true;
    if (isMistypedTitle(words(text))) return true;
    if (chips.some(({ soft }) => !soft) || (chips.length > 0 && words(rest).length <= inChips)) return false;
    return index.filmTexts.hasAll(words(text), ["title", "originalTitle"]);
  }

  /** Spelt nearly as a title is, with a word that no film's text has. */
  function isMistypedTitle(typed: readonly string[]): boolean {
    return !typed.every((word) => index.knownWords.has(word)) && index.filmNames.near(typed.join(" ")).size > 0;
  }

  return async (asked) => {
    const { text, mode } = asked;
    if (asked.chips) return byWishes(asked, { chips: asked.chips, rest: text });
    if (mode === "title") return byTitle(asked, []);
    const options = { asMood: mode === "mood" };
    const said = understand(text, index.names, options);
    if (mode === "auto" && isTitle(text, said)) return byTitle(asked, said.chips);
    const read = corrected(text, said, index.knownWords);
    if (read === undefined) return byWishes(asked, said);
    return { ...(await byWishes(asked, understand(read, index.names, options))), corrected: read };
  };
}

/** Where the page behind a film begins: behind itself, or where a new ranking has what comes after its score. */
function placeBehind({ ids, scores }: Ranking, id: string, score: number, isSame: boolean): number {
  if (isSame) return ids.indexOf(id) + 1;
  const behind = scores.findIndex((other, place) => other < score || (other === score && ids[place]! > id));
  return behind < 0 ? ids.length : behind;
}
