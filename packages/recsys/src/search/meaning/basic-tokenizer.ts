const dropped = /[\0\uFFFD\p{Cf}\p{Co}\p{Cs}]|(?![\t\n\r])\p{Cc}/gu;
/** Chinese characters stand alone, as words do; only those of the basic plane are told apart, as in the library. */
const chinese = /[\u3400-\u4DBF\u4E00-\u9FFF\uF900-\uFAFF]/gu;
const punctuation = "\\p{P}!-/:-@\\[-`{-~";
const pieces = new RegExp(`[^\\s${punctuation}]+|[${punctuation}]`, "gu");

/**
 * BERT's uncased basic tokenizer (Devlin et al. 2018): control characters go, letters become small and lose their accents,
 * punctuation marks and Chinese characters are words of their own. Special tokens such as `[SEP]` are text like any other.
 */
export function basicTokens(text: string): string[] {
  const plain = text
    .replace(dropped, "")
    .replace(chinese, " $& ")
    .toLowerCase()
    .normalize("NFD")
    .replace(/\p{Mn}/gu, "");
  return plain.match(pieces) ?? [];
}
