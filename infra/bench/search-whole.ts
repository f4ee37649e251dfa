/**
 * Measures the whole search, as the catalog serves it, beside its text ranking alone: whether what is read from a query helps
 * or hurts. `node infra/bench/search-whole.ts <ml-1m> <tmdb-5000.zip> [every n-th film]`. Films are asked for in words of
 * another source, in both directions: MovieLens' films and plots by what TMDB says, and TMDB's films by MovieLens' plots.
 */
import { filmsIn, type FilmOfDataSet } from "@projectionist/import";
import { matchFilms } from "../../packages/cli/src/evaluate/match-films.ts";
import { readRows } from "../../services/catalog/src/import/import-row.ts";
import { createMovieIndex } from "../../services/catalog/src/index/movie-index.ts";
import { createSearch } from "../../services/catalog/src/search/search.ts";
import { rankByWords, rankWithEither, type TextRanker } from "../../services/catalog/src/search/text-ranker.ts";
import { openFilmTexts } from "../../services/catalog/src/search/texts/open-film-texts.ts";
import { printHeader } from "./header.ts";
import { mistype } from "./search-titles/typing.ts";
import { seeded } from "./seeded.ts";
import { mistyped, queriesFor, queriesNaming, strikeOut, type Queries } from "./search-whole/queries.ts";

const withError = mistype(seeded(1));
const K = 10;
const LONGEST = 1000;
type Case = Readonly<{ id: string; queries: Queries }>;
type Source = "movielens" | "tmdb";

const [ml1m, tmdb5000, step = "1"] = process.argv.slice(2);
if (ml1m === undefined || tmdb5000 === undefined) throw new Error("Say where ML-1M and TMDB 5000 are.");
printHeader("the whole search, R@10", { every: step });
const [movieLens, tmdb] = [await filmsIn(ml1m), await filmsIn(tmdb5000)];
await measure("MovieLens' films by what TMDB says", "movielens", described(movieLens), tmdb);
await measure("TMDB's films, with keywords, by MovieLens' plots", "tmdb", tmdb, described(movieLens));

async function measure(name: string, source: Source, films: FilmOfDataSet[], others: FilmOfDataSet[]): Promise<void> {
  const twins = matchFilms(films, others);
  const cases = films.flatMap((film, at): Case[] => {
    const twin = twins[at];
    const names = [film.title, film.originalTitle, twin?.title, twin?.originalTitle].filter((one) => one != null);
    const asked = Object.entries(twin ? queriesFor(film, twin) : {});
    const queries = asked.map(([kind, text]) => [kind, text && strikeOut(names, text).slice(0, LONGEST)]);
    const all = Object.fromEntries(queries) as Queries;
    if (!twin) return [];
    return [{ id: film.sourceId, queries: { ...all, ...queriesNaming(film, twin), ...mistyped(all, withError) } }];
  });
  const chosen = cases.filter((_, at) => at % Number(step) === 0);
  const { index, ranker, search } = await searchOver(source, films);
  console.log(`\n${name}: ${chosen.length} of ${films.length} asked for`);
  for (const kind of Object.keys(chosen[0]?.queries ?? {})) {
    let [count, byText, byWhole] = [0, 0, 0];
    for (const { id, queries } of chosen) {
      const text = queries[kind];
      if (!text) continue;
      count += 1;
      if (await isFoundByText(ranker, text, index.table.slotOf(id)!)) byText += 1;
      const { items } = await search({ text, mode: "auto", filters: {}, limit: K });
      if (items.some(({ movie }) => movie.id === id)) byWhole += 1;
    }
    const share = (found: number) => (found / count).toFixed(3);
    if (count > 0)
      console.log(`${kind.padEnd(30)} n ${count}  text alone ${share(byText)}  whole search ${share(byWhole)}`);
  }
}

async function isFoundByText(ranker: TextRanker, text: string, film: number): Promise<boolean> {
  const { slots, scores } = await ranker.rank(text);
  const found = new Map(Array.from(slots, (slot, place) => [slot, scores[place]!]));
  const own = found.get(film);
  if (own === undefined) return false;
  let rank = 1;
  for (const [other, score] of found) if (other !== film && score >= own) rank += 1;
  return rank <= K;
}

async function searchOver(source: Source, films: readonly FilmOfDataSet[]) {
  const nothing = () => Promise.reject(new Error("nothing is kept"));
  const { texts, isWord } = await openFilmTexts(undefined, { collection: nothing }, nothing);
  const index = createMovieIndex(texts, isWord);
  for (const { sourceId, facts } of readRows(source, films)) index.upsert(sourceId, 1, facts);
  await texts.settled();
  const ranker = rankWithEither(texts, rankByWords(index));
  return { index, ranker, search: createSearch(index, ranker) };
}

function described(films: readonly FilmOfDataSet[]): FilmOfDataSet[] {
  return films.filter(({ description }) => description);
}
