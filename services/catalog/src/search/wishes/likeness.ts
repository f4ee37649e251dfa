import type { MovieIndex } from "../../index/movie-index.ts";

const DIRECTOR = 4;
const SERIES = 6;
const CAST = 2;

/**
 * How like a film others are by their facts, 0 to 1, by slot: the share of what makes it up that they have too. Keywords and
 * genres count by their rarity, ln(N / n); its directors, actors and series by fixed weights. The film itself is at -1: who
 * asks for films like it knows it.
 */
export function likenessDegrees(index: MovieIndex, id: string): Float64Array {
  const { table, size } = index;
  const degrees = new Float64Array(table.end);
  const model = index.get(id);
  if (!model) return degrees;
  let whole = 0;
  const share = (slots: Int32Array | readonly number[], weight: number) => {
    whole += weight;
    for (const slot of slots) degrees[slot]! += weight;
  };
  const rarity = (slots: Int32Array) => Math.log(size / slots.length);
  for (const genre of model.genres) share(table.genres.of(genre), rarity(table.genres.of(genre)));
  for (const keyword of model.keywords) share(table.keywords.of(keyword), rarity(table.keywords.of(keyword)));
  for (const [people, weight] of [[model.directors, DIRECTOR] as const, [model.cast, CAST] as const])
    for (const { directed, acted } of people)
      share(
        [...new Set([...directed, ...acted])].flatMap((film) => table.slotOf(film.id) ?? []),
        weight,
      );
  if (model.series !== null) share(table.ofSeries(model.series), SERIES);

  for (let slot = 0; slot < degrees.length; slot++) degrees[slot]! /= whole || 1;
  degrees[table.slotOf(id)!] = -1;
  return degrees;
}
