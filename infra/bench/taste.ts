/**
 * How much a viewer's taste should weigh in search: `node infra/bench/taste.ts <ml-1m> <tmdb-5000.zip> [viewers]`.
 *
 * The last film that a viewer gave 4 stars or more is to be found with few words, as other viewers would say them: its genres, its first two
 * keywords, the first words of its overview. DLAE, fitted on what all viewers had before their last film, says what fits him.
 * Taste of the viewer after him, in the place of his own, tells what comes of popularity alone.
 */
import { openLinearAlgebra, readEmbeddingTable } from "@projectionist/compute";
import { openDataSet } from "@projectionist/import";
import {
  addAll,
  blendTaste,
  createDocumentSearch,
  createGram,
  createStaticEmbedder,
  dlaeRidge,
  filmText,
  fitEase,
  interactionsOf,
  relatedWordsOf,
  type SearchFilm,
} from "@projectionist/recsys";
import { readSearchData } from "../../packages/cli/src/evaluate/search/read-search-data.ts";
import { printHeader } from "./header.ts";

const WEIGHTS = [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.7, 1, 1.5, 2];
const CANDIDATES = 200;
const FIRST_WORDS = 4;
const K = 10;
const LIKED = 4;
const SHORTEST_HISTORY = 5;

const [path = "", contentPath = "", viewers = "2000"] = process.argv.slice(2);
printHeader("taste in search", { path, viewers });

const { films, cases } = await readSearchData(path, contentPath);
const numberOf = new Map(films.map(({ id }, number) => [id, number]));
const queriesOf = new Map(cases.map((one) => [one.film, one]));

/** What a viewer had before the film that is to be found. */
type Asked = Readonly<{ viewer: number; history: number[]; film: number }>;
const asked = await readAsked();
const popularity = new Float64Array(films.length);
for (const { history } of asked) for (const film of history) popularity[film]!++;

const algebra = await openLinearAlgebra();
const train = interactionsOf(
  asked.map(({ history }) => ({ items: history })),
  films.length,
);
const model = await fitEase(addAll(createGram(films.length), train), algebra, {
  ridge: dlaeRidge(asked.length),
  dropout: 0.5,
  popularityExponent: -0.07,
});
await algebra.close();

const find = await openSearch(films);

/** Candidates in the search's order with its scores, as the catalog answers them. */
type Found = Readonly<{ film: number; score: number }>;
const kinds: Readonly<Record<string, (film: number) => Promise<Found[]>>> = {
  genres: async (film) => byGenres(films[film]!.genres),
  keywords: async (film) => find(queriesOf.get(film)!.keywords.slice(0, 2).join(" ")),
  "first words": async (film) => find(queriesOf.get(film)!.overview.split(/\s+/).slice(0, FIRST_WORDS).join(" ")),
};

const chosen = asked
  .filter(({ film, history }) => history.length >= SHORTEST_HISTORY && queriesOf.has(film))
  .filter(({ film }) => queriesOf.get(film)!.keywords.length >= 2 && films[film]!.genres.length > 0)
  .slice(0, Number(viewers));
console.log(`${films.length} films, ${chosen.length} viewers asked for; half of them choose, half report`);

const scores = new Map(
  chosen.map(({ viewer, history }) => {
    const mine = new Float32Array(films.length);
    model.score(history, mine);
    return [viewer, mine] as const;
  }),
);
for (const [name, ask] of Object.entries(kinds)) {
  const tallies = new Map<string, number>();
  const add = (key: string, value: number) => tallies.set(key, (tallies.get(key) ?? 0) + value);
  for (const [at, { viewer, film, history }] of chosen.entries()) {
    const half = at % 2 === 0 ? "choose" : "report";
    const other = chosen[(at + 2) % chosen.length]!.viewer;
    const all = await ask(film);
    const seen = new Set(history);
    const unseen = all.filter((one) => !seen.has(one.film));
    add(`${half} asked`, 1);
    add(`${half} there`, all.some((one) => one.film === film) ? 1 : 0);
    for (const weight of WEIGHTS) {
      add(`${half} own ${weight}`, reciprocal(all, film, scores.get(viewer)!, weight));
      add(`${half} served ${weight}`, reciprocal(all, film, scores.get(viewer)!, weight, seen));
      add(`${half} other's ${weight}`, reciprocal(all, film, scores.get(other)!, weight));
      add(`${half} unseen ${weight}`, reciprocal(unseen, film, scores.get(viewer)!, weight));
    }
  }
  console.log(`\n${name}: MRR@${K} by taste's weight`);
  console.log(`| what | ${WEIGHTS.join(" | ")} |`);
  for (const what of ["own", "served", "other's", "unseen"]) {
    for (const half of ["choose", "report"]) {
      const mean = (weight: number) => tallies.get(`${half} ${what} ${weight}`)! / tallies.get(`${half} asked`)!;
      console.log(`| ${what}, ${half} | ${WEIGHTS.map((weight) => mean(weight).toFixed(4).slice(1)).join(" | ")} |`);
    }
  }
  console.log(`among the ${CANDIDATES}: ${(tallies.get("report there")! / tallies.get("report asked")!).toFixed(3)}`);
}

/** Of films that are `silent` taste says nothing. */
function reciprocal(
  found: readonly Found[],
  film: number,
  taste: Float32Array,
  weight: number,
  silent: ReadonlySet<number> = new Set(),
): number {
  const candidates = found.map((one) => ({
    score: one.score,
    taste: silent.has(one.film) ? undefined : taste[one.film],
  }));
  const at = blendTaste(candidates, weight).findIndex(({ place }) => found[place]!.film === film);
  return at < 0 || at >= K ? 0 : 1 / (at + 1);
}

/** As the catalog ranks where chips filter and nothing else is asked: by popularity. */
function byGenres(genres: readonly string[]): Found[] {
  return films
    .flatMap((film, number) => (genres.every((genre) => film.genres.includes(genre)) ? [number] : []))
    .map((film) => ({ film, score: toOne(0.1 * Math.log10(1 + popularity[film]!)) }))
    .sort((a, b) => b.score - a.score || a.film - b.film)
    .slice(0, CANDIDATES);
}

async function openSearch(documents: readonly SearchFilm[]): Promise<(text: string) => Promise<Found[]>> {
  const table = await readEmbeddingTable();
  const embedder = createStaticEmbedder(table);
  for (const film of documents) embedder.learn(filmText(film));
  const search = createDocumentSearch({
    fields: { title: 1, genres: 1, description: 1 },
    related: relatedWordsOf(table),
    dimensions: embedder.dimensions,
  });
  for (const [number, film] of documents.entries()) {
    const { title, genres, description } = film;
    search.put(number, String(number), { title, genres: genres.join(", "), description }, popularity[number]);
    const [vector] = await embedder.embed([filmText(film)]);
    search.setVector(number, vector!);
  }
  return async (text) => {
    const [vector] = await embedder.embed([text]);
    const hits = search.search({ text, ...(vector && { vector }) }, CANDIDATES);
    const best = hits[0]?.score ?? 0;
    return hits.map(({ slot, score }) => ({ film: slot, score: toOne(Math.max(0.01, score / best)) }));
  };
}

/** As the catalog answers sums of scores. */
function toOne(score: number): number {
  return (1 + score / (1 + score)) / 2;
}

async function readAsked(): Promise<Asked[]> {
  const dataSet = await openDataSet(path);
  try {
    const rowsOf = new Map<number, { film: number; stars: number; time: number; line: number }[]>();
    for await (const group of dataSet.ratings?.read(() => {}) ?? []) {
      for (const { viewer, film: id, ...row } of group) {
        const film = numberOf.get(String(id));
        const rows = rowsOf.get(viewer) ?? [];
        rowsOf.set(viewer, rows);
        if (film !== undefined) rows.push({ ...row, film });
      }
    }
    return [...rowsOf].flatMap(([viewer, rows]): Asked[] => {
      const inTime = rows.sort((a, b) => a.time - b.time || a.line - b.line);
      const last = inTime.findLastIndex(({ stars }) => stars >= LIKED);
      if (last < 1) return [];
      return [{ viewer, history: inTime.slice(0, last).map(({ film }) => film), film: inTime[last]!.film }];
    });
  } finally {
    await dataSet.close();
  }
}
