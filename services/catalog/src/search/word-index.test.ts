import { createRandom } from "@projectionist/recsys";
import { expect, test } from "vitest";
import { createWordIndex } from "./word-index.ts";

type Texts = Readonly<{ title: string; people: string }>;

function created() {
  const vocabulary = new Set<string>();
  const index = createWordIndex({
    fields: { title: 2, people: 1 },
    fillers: new Set(["the"]),
    vocabulary: { add: (word) => vocabulary.add(word), remove: (word) => vocabulary.delete(word) },
  });
  return { vocabulary, index };
}

/** What an index knows of words, in an order of its own. */
function wordsOf({ vocabulary, index }: ReturnType<typeof created>, beginnings: readonly string[]) {
  const begun = beginnings.flatMap((beginning) => index.begun(beginning, [0, 1]));
  const known = begun.map(
    ({ word, field, postings }) => `${word} ${field} ${postings.toSorted((a, b) => a - b).join()}`,
  );
  return { vocabulary: [...vocabulary].toSorted(), known: known.toSorted() };
}

test("a word goes with the last document that has it, field by field", () => {
  const { vocabulary, index } = created();
  index.put(0, { title: "The Heat", people: "Val" });
  index.put(1, { title: "Heat", people: "Heat" });
  index.put(0, { title: "The Saint", people: "Val" });
  expect(index.whole("heat", [0, 1])).toHaveLength(2);
  index.remove(1);
  expect([index.whole("heat", [0, 1]), index.begun("h", [0, 1])]).toEqual([[], []]);
  expect(vocabulary).toEqual(new Set(["val", "saint"]));
});

test.each([1, 2, 3])("words are those of an index that is built of what is there, seed %i", (seed) => {
  const random = createRandom(seed);
  const pool = ["a", "al", "ali", "alien", "aliens", "heat", "heist", "the", "up"];
  const text = () => Array.from({ length: random.below(4) }, () => pool[random.below(pool.length)]!).join(" ");
  const living = created();
  const there = new Map<number, Texts>();
  for (let change = 0; change < 300; change++) {
    const slot = random.below(8);
    if (random.below(3) === 0) {
      living.index.remove(slot);
      there.delete(slot);
    } else {
      const texts = { title: text(), people: text() };
      living.index.put(slot, texts);
      there.set(slot, texts);
    }
    const fresh = created();
    for (const [slot, texts] of there) fresh.index.put(slot, texts);
    expect(wordsOf(living, pool)).toEqual(wordsOf(fresh, pool));
  }
});
