import type { IndexedFilm } from "../../index/indexed-film.ts";
import type { MovieIndex } from "../../index/movie-index.ts";

const DIRECTOR = 4;
const SERIES = 6;
const CAST = 2;

/**
 * How like a film others are by their facts, 0 to 1: the share of what makes it up that they have too. Keywords and genres
 * count by their rarity, ln(N / n); its directors, actors and series by fixed weights. The film itself is at -1: who asks
 * for films like it knows it.
 */
export function likenessTo(index: MovieIndex, id: string): (film: IndexedFilm) => number {
  const model = index.get(id);
  if (!model) return () => 0;
  const genreCounts = new Map(model.genres.map((genre) => [genre, 0]));
  const keywordCounts = new Map(model.keywords.map((keyword) => [keyword, 0]));
  let films = 0;
  for (const film of index.films()) {
    films += 1;
    raiseEach(genreCounts, film.genres);
    raiseEach(keywordCounts, film.keywords);
  }
  const rarities = (counts: ReadonlyMap<number, number>) =>
    [...counts].map(([value, count]) => [value, Math.log(films / count)] as const);
  const [genres, keywords] = [rarities(genreCounts), rarities(keywordCounts)];
  const people = [
    ...model.directors.map((person) => [person, DIRECTOR] as const),
    ...model.cast.map((person) => [person, CAST] as const),
  ];
  const series = model.series === null ? 0 : SERIES;
  const whole = weightOf([...genres, ...keywords, ...people]) + series;

  return (film) => {
    if (film.id === id) return -1;
    const shared = [
      ...genres.filter(([genre]) => film.genres.includes(genre)),
      ...keywords.filter(([keyword]) => film.keywords.includes(keyword)),
      ...people.filter(([person]) => film.directors.includes(person) || film.cast.includes(person)),
    ];
    const weight = weightOf(shared) + (film.series === model.series ? series : 0);
    return weight === 0 ? 0 : weight / whole;
  };
}

function raiseEach(counts: Map<number, number>, values: readonly number[]): void {
  for (const value of values) {
    const count = counts.get(value);
    if (count !== undefined) counts.set(value, count + 1);
  }
}

function weightOf(weighted: readonly (readonly [unknown, number])[]): number {
  return weighted.reduce((sum, [, weight]) => sum + weight, 0);
}
