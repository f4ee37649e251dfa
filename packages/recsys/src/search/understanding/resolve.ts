import type { Item } from "./scan.ts";

/** A wish that counts, and whether it is one not to have. */
export type Resolved = Readonly<{ item: Item; negated: boolean }>;

/**
 * Decides which of the found wishes are meant, and how far each negation reaches. In what tells a mood (`asMood`) every word
 * for one means it.
 */
export function resolve(items: readonly Item[], { asMood }: Readonly<{ asMood: boolean }>): Resolved[] {
  const negated = negatedItems(items);
  const meant = new Set<Item>();
  items.forEach((item, index) => {
    const { found } = item;
    if (!found) return;
    const isMood = asMood && found.wishes.some(({ kind }) => kind === "mood");
    const isShownSo = () => (found.weak ? isShown(items, index) : !isNoun(items, index));
    const isMeant = found.onlyNegated ? false : isMood || isShownSo();
    if (isMeant || negated.has(item)) meant.add(item);
  });
  return items.filter((item) => meant.has(item)).map((item) => ({ item, negated: negated.has(item) }));
}

/**
 * A negation reaches over articles and fillers to the next wish, and on: over joining words, and from a word that says how
 * a film is to what it stands before, where it does not only lower it. A keyword of the catalog behind an unread word of its
 * clause is the story's: "a man has no memory". A comma, a turn ("but") or an unknown word ends it. "nicht" behind a wish, at the
 * end of its clause, is about that wish.
 */
function negatedItems(items: readonly Item[]): ReadonlySet<Item> {
  const negated = new Set<Item>();
  let last: Item | undefined;
  let open = false;
  let lowers = false;
  let inStory = false;
  items.forEach((item, index) => {
    inStory = (inStory && !item.breaks && item.type !== "turn") || item.type === "word";
    if (item.breaks || item.type === "turn" || item.type === "word") [open, last] = [false, undefined];
    if (item.type === "not") {
      if (isBehindItsWish(items, index)) {
        const wish = items.slice(0, index).findLast(({ type }) => type !== "filler");
        if (wish?.found) negated.add(wish);
      } else [open, last, lowers] = [true, undefined, item.lowers === true];
    } else if (item.type === "join" && last) open = true;
    else if (item.type === "film" && last) [open, last] = [false, undefined];
    else if (item.found) {
      if (open && !(inStory && item.found.plain)) {
        negated.add(item);
        last = item;
      }
      open = open && !lowers && item.found.adjective === true && items[index + 1]?.type === "found";
    }
  });
  return negated;
}

function isBehindItsWish(items: readonly Item[], index: number): boolean {
  const next = items[index + 1];
  const before = items.slice(0, index).findLast(({ type }) => type !== "filler");
  return (next === undefined || next.breaks) && before?.type === "found" && items[index]?.breaks === false;
}

/**
 * Whether the words around show that an everyday word is a wish: it stands before or behind a film, a wish or nothing.
 * Keywords of the catalog may stand between ("Japanese samurai films"), and show nothing themselves ("a French spy").
 */
function isShown(items: readonly Item[], index: number): boolean {
  const item = items[index];
  if (item?.found?.ofFilm) return true;
  const [previous, following] = [items[index - 1], items[index + 1]];
  if (isBareName(item) && items.some(isStory))
    return isOfFilm(previous) || (isOfFilm(following) && !(previous && isStory(previous)));
  const isSign = (other: Item | undefined) =>
    other?.type === "film" ||
    (other?.found !== undefined && !other.found.plain && !(isBareName(item) && isBareName(other)));
  const before = items.slice(0, index).findLast(({ type }) => !isSmall(type));
  const behindWish = isSign(before);
  const rest = items.slice(index + 1);
  const far = rest.find(({ type }) => !isSmall(type));
  const joined =
    far?.type === "join" ? rest.slice(rest.indexOf(far) + 1).find(({ type }) => !isSmall(type)) : undefined;
  if (joined && isStory(joined)) return false;
  if (far === undefined || far.breaks || far.type === "join" || far.type === "turn" || far.type === "not") {
    return behindWish || item?.breaks === true || (before?.type !== "word" && before?.type !== "found");
  }
  const next = rest.find(({ found }) => !found?.plain);
  const isBeside = far === rest[0] && (far === next || isUnbroken(rest, next));
  return isBeside ? isSign(next) || (far !== next && behindWish) : behindWish;
}

/** Whether no clause ends before the item. */
function isUnbroken(items: readonly Item[], end: Item | undefined): boolean {
  return end !== undefined && items.slice(0, items.indexOf(end) + 1).every(({ breaks }) => !breaks);
}

/** Whether a story may have it: a word that no reader knows, a keyword of the catalog. */
export function isStory({ type, found }: Item): boolean {
  return type === "word" || found?.plain === true;
}

/** Whether a film's word stands with the item, and nothing but wishes between: "French" of "a dark French heist movie". */
export function standsWithFilm(items: readonly Item[], item: Item): boolean {
  const at = items.indexOf(item);
  const goesOn = (other: Item) => !other.breaks && !isStory(other) && other.type !== "turn" && other.type !== "not";
  for (let after = at + 1; after < items.length && goesOn(items[after]!); after++)
    if (isOfFilm(items[after])) return true;
  for (let before = at - 1; before >= 0 && !isStory(items[before]!); before--) {
    if (items[before + 1]!.breaks) return false;
    if (isOfFilm(items[before])) return true;
  }
  return item.found?.ofFilm === true;
}

function isOfFilm(item: Item | undefined): boolean {
  return item?.type === "film" || item?.found?.wishes[0]?.kind === "genre";
}

/** A last name alone: two of them side by side show nothing about each other, for "Craig Jones" is neither's. */
export function isBareName(item: Item | undefined): boolean {
  return item?.found?.weak === true && item.found.wishes[0]?.kind === "person";
}

/** "In the dark": a mood behind an article, and with nothing behind it, is a noun. */
function isNoun(items: readonly Item[], index: number): boolean {
  const kind = items[index]?.found?.wishes[0]?.kind;
  return kind === "mood" && items[index - 1]?.type === "article" && items[index + 1] === undefined;
}

export function isSmall(type: Item["type"]): boolean {
  return type === "article" || type === "filler";
}
