import { personalFiltersInOrder } from "../filters/personal.ts";
import type { Pipeline, Source } from "../pipeline.ts";
import { ofGenre } from "../sources/genre.source.ts";
import { hiddenGems } from "../sources/hidden-gems.source.ts";
import { newFilms } from "../sources/new.source.ts";
import { appealing, popular } from "../sources/popular.source.ts";
import { trending } from "../sources/trending.source.ts";

const listOf = (source: Source): Pipeline => ({
  sources: [source],
  filters: personalFiltersInOrder,
  scorers: [],
  selectors: [],
});

/** Lists that are the same for everybody, but for what a viewer has seen. */
export const trendingPipeline = listOf(trending);
export const popularPipeline = listOf(popular);
export const appealingPipeline = listOf(appealing);
export const hiddenGemsPipeline = listOf(hiddenGems);
export const newPipeline = listOf(newFilms);
export const genrePipeline = (genre: string): Pipeline => listOf(ofGenre(genre));
