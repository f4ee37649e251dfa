import { exposure, type Lists } from "./exposure.ts";

/**
 * How different the users' lists are: 1 less the mean part of a list that is in another user's list too, over all pairs of
 * users. 0 everybody sees the same, 1 nobody shares a film; lists are of one length, of films each once.
 */
export function personalisation(lists: Lists, itemCount: number): number {
  const length = lists[0]?.length ?? 0;
  const pairs = lists.length * (lists.length - 1);
  if (length === 0 || pairs === 0) return 0;
  const shared = exposure(lists, itemCount).reduce((sum, shown) => sum + shown * (shown - 1), 0);
  return 1 - shared / (pairs * length);
}
