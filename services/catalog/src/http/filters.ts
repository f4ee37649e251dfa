import type { FieldFault } from "@projectionist/contracts";
import { ProblemError } from "@projectionist/service-kit";
import type { MovieFilters } from "../index/film-filter.ts";

type FilterQuery = Readonly<{
  genre?: string;
  notGenre?: string;
  yearFrom?: number;
  yearTo?: number;
  runtimeMax?: number;
  language?: string;
  country?: string;
  minRating?: number;
}>;

/**
 * The filters that a query string states.
 * @throws {ProblemError} `validation-failed` when no film could meet them
 */
export function filtersOf(query: FilterQuery): MovieFilters {
  const { genre, notGenre, yearFrom, yearTo, runtimeMax, language, country, minRating } = query;
  if (yearFrom !== undefined && yearTo !== undefined && yearFrom > yearTo) {
    const fault: FieldFault = { path: "query/yearFrom", message: "must not be after yearTo" };
    throw new ProblemError("validation-failed", { errors: [fault] });
  }
  return {
    genres: namesIn(genre),
    notGenres: namesIn(notGenre),
    yearFrom,
    yearTo,
    runtimeMax,
    language,
    country,
    minRating,
  };
}

function namesIn(list = ""): string[] {
  const names = list.split(",").map((name) => name.trim());
  return [...new Set(names.filter((name) => name !== ""))].sort();
}
