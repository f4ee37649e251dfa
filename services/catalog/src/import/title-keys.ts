import { fold } from "@projectionist/recsys";

/** What a film's title is compared by: `primary` for the title itself, `all` with every other name it gives. */
export type TitleKeys = Readonly<{ primary: string; all: ReadonlySet<string> }>;

const trailingArticle =
  /^(.+), (the|a|an|le|la|les|l'|l’|un|une|el|los|las|lo|il|gli|i|der|die|das|ein|eine|den|det|de|het|o|os|as)$/i;
const trailingYear = /\s*\(\d{4}\)\s*$/;
const trailingGroup = /\s+\(([^()]+)\)\s*$/;
const alsoKnownAs = /^(?:a\.?k\.?a\.?|aka)\s+/i;
/** "Star Wars: Episode V - The Empire Strikes Back" is also known by either half, and by both. */
const numberedEpisode = /^(.+?): Episode (?:[IVXLC]+|\d+) - (.+)$/i;

/** A title with an article that was put behind a comma back at its front: `Godfather, The` → `The Godfather`. */
export function withArticleFirst(title: string): string {
  const [, rest, article] = trailingArticle.exec(title) ?? [];
  if (!rest || !article) return title;
  return /['’]$/.test(article) ? `${article}${rest}` : `${article} ${rest}`;
}

/**
 * The keys of a film's title, its original title, and the names in parentheses behind it (`(a.k.a. …)`, foreign titles).
 * A key is folded text without spaces, so that `Spider-Man` and `Spiderman` agree.
 */
export function titleKeys(title: string, originalTitle: string | null = null): TitleKeys {
  const { main, others } = namesOf(title);
  const primary = keyOf(main);
  const names = [
    title.replace(trailingYear, ""),
    ...others,
    ...(originalTitle === null ? [] : allNames(originalTitle)),
  ];
  const episode = numberedEpisode.exec(main);
  if (episode) names.push(...episode.slice(1), episode.slice(1).join(" "));
  const keys = [primary, ...names.map(keyOf)].filter((key) => key !== "");
  return { primary, all: new Set(keys) };
}

/** A title as it is shown: articles at the front, in it and in the names behind it, and no year. */
export function displayTitle(title: string): string {
  const { main, others } = namesOf(title);
  return [withArticleFirst(main), ...others.map((name) => `(${name})`)].join(" ");
}

function namesOf(title: string): { main: string; others: string[] } {
  let main = title.trim().replace(trailingYear, "");
  const others: string[] = [];
  for (let group = trailingGroup.exec(main); group; group = trailingGroup.exec(main)) {
    main = main.slice(0, group.index);
    others.unshift(withArticleFirst((group[1] ?? "").replace(alsoKnownAs, "")));
  }
  return { main, others };
}

function allNames(title: string): string[] {
  const { main, others } = namesOf(title);
  return [title, main, ...others];
}

function keyOf(name: string): string {
  const words = fold(withArticleFirst(name)).split(" ");
  return words.map((word) => spellings.get(word) ?? word).join("");
}

/** Words that sources write differently. */
const spellings = new Map([
  ["colour", "color"],
  ["colours", "colors"],
  ["blvd", "boulevard"],
  ["vol", "volume"],
  ...["two ii", "three iii", "four iv"].flatMap((names, index) =>
    names.split(" ").map((name): [string, string] => [name, String(index + 2)]),
  ),
]);
