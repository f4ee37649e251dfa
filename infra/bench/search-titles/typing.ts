const LETTERS = "abcdefghijklmnopqrstuvwxyz";

/** How somebody types a title: from a title to what he typed. */
export type Typing = (title: string) => string;

/** Types a text with an error: two letters swapped, one left out, wrong or too many, wherever it falls. */
export function mistype(random: () => number): Typing {
  const below = (limit: number) => Math.floor(random() * limit);
  const letter = () => LETTERS[below(LETTERS.length)]!;

  return function withError(text: string): string {
    const places = [...text.matchAll(/\p{L}/gu)].map(({ index }) => index);
    if (places.length < 2) return text;
    const at = places[below(places.length)]!;
    const [before, own, after] = [text.slice(0, at), text[at]!, text.slice(at + 1)];
    const others = [
      () => before + after,
      () => before + letter() + own + after,
      () => before + letter() + after,
      () => (after === "" ? before + own + own : before + after[0] + own + after.slice(1)),
    ];
    const typed = others[below(others.length)]!();
    return typed === text ? withError(text) : typed;
  };
}

/** Ways to type a title. */
export function typings(random: () => number): Readonly<Record<string, Typing>> {
  const withError = mistype(random);
  const half = (text: string) => text.slice(0, Math.max(5, Math.ceil(text.length / 2))).trim();
  return {
    whole: (title) => title,
    "one error": withError,
    "two errors": (title) => withError(withError(title)),
    half,
    "half, and one error": (title) => withError(half(title)),
  };
}
