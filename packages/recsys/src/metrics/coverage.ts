import { exposure, type Lists } from "./exposure.ts";

/** The part of the catalog that is shown to anybody. */
export function coverage(lists: Lists, itemCount: number): number {
  return exposure(lists, itemCount).reduce((films, shown) => films + (shown > 0 ? 1 : 0), 0) / itemCount;
}
