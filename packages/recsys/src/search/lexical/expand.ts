import type { RelatedWords } from "../meaning/related-words.ts";
import { words } from "../text.ts";
import { stem } from "./stem.ts";
import { stopWords } from "./stop-words.ts";
import { countedTerms, type WeightedTerms } from "./terms.ts";

/** How many related words of each word are asked for, and what each counts beside it by its nearness. */
const MOST = 5;
const WEIGHT = 0.3;
/** Further words of a text are not looked at: no description that a person types is longer. */
const MOST_WORDS = 300;

/**
 * The terms of a text's first 300 words, and with less weight those of words that mean nearly the same (a translation model: Berger & Lafferty
 * 1999; with embeddings: Zuccon et al. 2015), so that "cop" finds "policeman". `isKnown` says which terms any document has:
 * others take no other's place. Constants measured by `evaluate --protocol search` on the half of the films for tuning.
 */
export function expandedTerms(text: string, related: RelatedWords, isKnown: (term: string) => boolean): WeightedTerms {
  const asked = words(text).slice(0, MOST_WORDS);
  const own = countedTerms(asked.join(" "));
  const others = new Map<string, number>();
  for (const word of new Set(asked)) {
    if (stopWords.has(word)) continue;
    let taken = 0;
    for (const { word: other, nearness } of related(word)) {
      const term = stem(other);
      if (own.has(term) || !isKnown(term)) continue;
      others.set(term, Math.max(others.get(term) ?? 0, WEIGHT * nearness));
      if (++taken === MOST) break;
    }
  }
  return new Map([...own, ...others]);
}
