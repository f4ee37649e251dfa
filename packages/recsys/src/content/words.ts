/** Words that stand in any text, whatever it is about. */
const STOP_WORDS = new Set(
  (
    "a about after against all also an and another any are as at back be because been before being between both but by can " +
    "could day did do does down during each even ever every find finds first for from gets get go goes had has have he her " +
    "here him himself his how if in into is it its itself just life like made make makes man many may more most much must " +
    "new no not now of off on one only or other out over own same she should so some still such take takes than that the " +
    "their them then there these they this those three through time to too two under until up very was way we well were " +
    "what when where which while who whom whose why will with without woman world would year years you young your"
  ).split(" "),
);

/** The words of a text in small letters without accents, two letters and more, plurals as singulars; no stop words. */
export function words(text: string): string[] {
  const plain = text.normalize("NFKD").replaceAll(/\p{M}/gu, "").toLowerCase();
  return (plain.match(/[\p{L}\p{N}]{2,}/gu) ?? []).filter((word) => !STOP_WORDS.has(word)).map(singular);
}

function singular(word: string): string {
  if (word.length > 4 && word.endsWith("ies")) return `${word.slice(0, -3)}y`;
  return word.length > 3 && word.endsWith("s") && !/(ss|us|is)$/.test(word) ? word.slice(0, -1) : word;
}
