import type { Understanding } from "@projectionist/recsys";
import type { KnownWords } from "./known-words.ts";

/** At most one in so many words is taken for mistyped: a text with more is in another language, or about what no film is. */
const ONE_IN = 4;

/**
 * The text with the words that neither a reader nor a film knows as those that they perhaps mean; undefined where it stays as
 * it is. What it brings is measured by `infra/bench/search-whole.ts`.
 */
export function corrected(
  text: string,
  { unread }: Pick<Understanding, "unread">,
  known: Pick<KnownWords, "has" | "near">,
): string | undefined {
  const unknown = unread.filter(({ word }) => !known.has(word));
  if (unknown.length > Math.max(1, text.split(/\s+/).length / ONE_IN)) return undefined;
  let read = "";
  let behind = 0;
  for (const { word, start, end } of unknown) {
    read += text.slice(behind, start) + (known.near(word) ?? text.slice(start, end));
    behind = end;
  }
  read += text.slice(behind);
  return read === text ? undefined : read;
}
