import type { IndexedFilm } from "../../index/indexed-film.ts";
import type { MovieIndex } from "../../index/movie-index.ts";
import type { ValueCounts } from "../../index/value-counts.ts";

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
  const { genres, keywords } = index.frequencies;
  const genreWeights = raritiesOf(model.genres, genres, index.size);
  const keywordWeights = raritiesOf(model.keywords, keywords, index.size);
  const peopleWeights = new Map<IndexedFilm, number>();
  let whole = model.series === null ? 0 : SERIES;
  for (const genre of model.genres) whole += genreWeights[genre]!;
  for (const keyword of model.keywords) whole += keywordWeights[keyword]!;
  for (const [people, weight] of [
    [model.directors, DIRECTOR],
    [model.cast, CAST],
  ] as const) {
    for (const { directed, acted } of people) {
      whole += weight;
      for (const film of new Set([...directed, ...acted]))
        peopleWeights.set(film, (peopleWeights.get(film) ?? 0) + weight);
    }
  }

  return (film) => {
    if (film.id === id) return -1;
    let weight = peopleWeights.get(film) ?? 0;
    for (const genre of film.genres) weight += genreWeights[genre] ?? 0;
    for (const keyword of film.keywords) weight += keywordWeights[keyword] ?? 0;
    if (film.series !== null && film.series === model.series) weight += SERIES;
    return weight === 0 ? 0 : weight / whole;
  };
}

/** By their numbers. */
function raritiesOf(values: readonly number[], frequencies: ValueCounts, films: number): Float64Array {
  const rarities = new Float64Array(frequencies.size());
  for (const value of values) rarities[value] = Math.log(films / frequencies.of(value));
  return rarities;
}
