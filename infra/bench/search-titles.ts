/**
 * Measures how titles are found as they are typed, whole and half, with errors and without, in each mode of the catalog's search:
 * `node infra/bench/search-titles.ts <ml-1m> <tmdb-5000.zip> [titles] [seed]`. A film of the same title counts as found.
 */
import type { SearchMode } from "@projectionist/contracts";
import { filmsIn } from "@projectionist/import";
import { fold } from "@projectionist/recsys";
import { readRows } from "../../services/catalog/src/import/import-row.ts";
import { createMovieIndex } from "../../services/catalog/src/index/movie-index.ts";
import { createSearch } from "../../services/catalog/src/search/search.ts";
import { rankByWords, rankWithEither } from "../../services/catalog/src/search/text-ranker.ts";
import { openFilmTexts } from "../../services/catalog/src/search/texts/open-film-texts.ts";
import { printHeader } from "./header.ts";
import { typings } from "./search-titles/typing.ts";
import { seeded } from "./seeded.ts";

const K = 5;
const modes: readonly SearchMode[] = ["title", "auto"];

const [ml1m = "", tmdb5000 = "", count = "400", seed = "1"] = process.argv.slice(2);
if (tmdb5000 === "") throw new Error("Say where ML-1M and TMDB 5000 are.");
printHeader("titles as they are typed, R@1 / R@5", { titles: count, seed });

const nothing = () => Promise.reject(new Error("nothing is kept"));
const { texts, isWord } = await openFilmTexts(undefined, { collection: nothing }, nothing);
const index = createMovieIndex(texts, isWord);
for (const [source, path] of [["movielens", ml1m] as const, ["tmdb", tmdb5000] as const])
  for (const { sourceId, facts } of readRows(source, await filmsIn(path)))
    index.upsert(`${source}-${sourceId}`, 1, facts);
await texts.settled();
const search = createSearch(index, rankWithEither(texts, rankByWords(index)));

const titles = [...new Set([...index.films()].map(({ title }) => title.toLowerCase()))];
for (const [name, type] of Object.entries(typings(seeded(Number(seed))))) {
  const random = seeded(Number(seed) + 1);
  const typed = Array.from({ length: Number(count) }, () => {
    const title = titles[Math.floor(random() * titles.length)]!;
    return { title, text: type(title) };
  });
  const shares = [];
  for (const mode of modes) shares.push(`${mode} ${await shareFound(typed, mode)}`);
  console.log(`${name.padEnd(20)} ${shares.join("   ")}`);
}

async function shareFound(typed: readonly Readonly<{ title: string; text: string }>[], mode: SearchMode) {
  let [first, among] = [0, 0];
  for (const { title, text } of typed) {
    const { items } = await search({ text, mode, filters: {}, limit: K });
    const place = items.findIndex(({ movie }) => fold(movie.title ?? "") === fold(title));
    if (place === 0) first++;
    if (place >= 0) among++;
  }
  return `${(first / typed.length).toFixed(3)} / ${(among / typed.length).toFixed(3)}`;
}
