import { createRandom } from "@projectionist/recsys";

const parts: readonly (readonly string[])[] = [
  "the a of shark lighthouse kidnapped unbelievably counterrevolutionaries XVII WW2 o'clock mother-in-law e.g. 1984 3.14 $5,000".split(
    " ",
  ),
  "Amélie Çelik naïve Ångström ŒUVRE straße ǅungla Ærø ﬁlm İstanbul ΣΊΣΥΦΟΣ café Ⅷ ½ ①".split(" "),
  "фильм Любовь війна ταινία θάλασσα قصة الحب مُحَمَّد סרט אהבה हिन्दी फ़िल्म ภาพยนตร์ தமிழ் ქართული".split(" "),
  "七人の侍 千と千尋の神隠し 霸王别姬 기생충 올드보이 ｶﾀｶﾅ ㍿ 豈 𠀀𠀁 ー々〆".split(" "),
  "🎬 👩‍🚀 🏳️‍🌈 👍🏽 ☠️ ©™ → ∞ ≠ € £ ¥ № ° § ¶ † ‰ … – — ‘’ “” « » ¿¡ ` ~ ^ | \\ / <b> # @ & * _ + = % {} [] ()".split(" "),
  [
    "\0",
    "\u0001",
    "\u007F",
    "\u0085",
    "\u00AD",
    "\u200B",
    "\u200D",
    "\u202E",
    "\u2028",
    "\u3000",
    "\uFEFF",
    "\uFFFD",
    "\uE000",
  ],
  ["\t", "\n", "\r\n", "  ", "\v", "\f", "\u00A0"],
  ["\uD83D", "\uDE00", "e\u0301", "Z\u0351\u036B\u0343a\u0329", "a\u0300\u0301\u0302"],
  [
    "a".repeat(99),
    "b".repeat(100),
    "c".repeat(101),
    "ing".repeat(40),
    "é".repeat(60),
    "😀".repeat(101),
    "supercalifragilisticexpialidocious",
    "donaudampfschifffahrtsgesellschaft",
  ],
  [
    "##ing",
    "##",
    "don't",
    "it's",
    "U.S.A.",
    "http://example.org/?a=1&b=2",
    "x@example.org",
    "C++",
    "AC/DC",
    "...",
    "--",
    "'; DROP TABLE films; --",
  ],
];
const LETTERS = "abcdefghijklmnopqrstuvwxyz";
const MOST_PARTS = 12;

/** Made-up texts of everything that a tokenizer may meet; the same each time. */
export function goldenTexts(count: number): string[] {
  const { next, below } = createRandom(20);
  const pick = <T>(from: readonly T[]) => from[below(from.length)]!;
  const word = () => Array.from({ length: 1 + below(12) }, () => pick(Array.from(LETTERS))).join("");
  const piece = () => (next() < 0.25 ? word() : pick(next() < 0.4 ? parts[0]! : pick(parts)));
  const cased = (text: string) => (next() < 0.1 ? text.toUpperCase() : text);
  return Array.from({ length: count }, () =>
    Array.from({ length: below(MOST_PARTS) }, () => cased(piece())).join(next() < 0.85 ? " " : ""),
  );
}
