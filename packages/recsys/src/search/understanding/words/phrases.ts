import { fold } from "../../text.ts";

/** Words and phrases of the three languages, separated by `|`. */
export type Phrases = Readonly<{ en?: string; de?: string; fr?: string }>;

/** All phrases, folded. A German adjective that ends in `~` stands for all its endings: `dunkl~`. */
export function listPhrases({ en = "", de = "", fr = "" }: Phrases): string[] {
  return [en, de, fr]
    .flatMap((line) => line.split("|"))
    .flatMap((phrase) => {
      if (phrase.trim() === "") return [];
      if (!phrase.endsWith("~")) return [fold(phrase)];
      const stem = fold(phrase);
      return ["", "e", "er", "es", "en", "em", "ere", "eres", "erer"].map((ending) => stem + ending);
    });
}
