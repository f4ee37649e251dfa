import { personalFilters } from "../filters/personal.ts";
import { inCatalog } from "../filters/removed.filter.ts";
import type { Candidate } from "../candidate.ts";
import type { ServingContext } from "../context.ts";
import { runList, type Filter, type Source } from "../pipeline.ts";
import { ofGenre } from "../sources/genre.source.ts";
import { hiddenGems } from "../sources/hidden-gems.source.ts";
import { newFilms } from "../sources/new.source.ts";
import { appealing, popular } from "../sources/popular.source.ts";
import { trending } from "../sources/trending.source.ts";

/** Films in an order that stands without the viewer, best first, made as far as they are asked for. */
export type List = (context: ServingContext) => Iterable<Candidate>;

const listsWith = (filters: readonly Filter[]) => {
  const listOf =
    (source: Source): List =>
    (context) =>
      runList(source, filters, context);
  return {
    trending: listOf(trending),
    popular: listOf(popular),
    appealing: listOf(appealing),
    hiddenGems: listOf(hiddenGems),
    new: listOf(newFilms),
    /** `kind` says whether the viewer likes the genre, or it is merely popular. */
    genre: (genre: string, kind: "genre" | "popular") => listOf(ofGenre(genre, kind)),
  };
};

/** Lists that are the same for everybody. */
export const publicLists = listsWith([inCatalog]);

/** The same without what a viewer has seen, does not want, means to see anyway, or has to see another film before. */
export const personalLists = listsWith(personalFilters);
