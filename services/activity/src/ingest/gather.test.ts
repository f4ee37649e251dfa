import { expect, test } from "vitest";
import { gather } from "./gather.ts";

/** Answers what was wanted, when it is told to. */
function questions() {
  const asked: { wanted: readonly number[]; answer: () => void; fail: () => void }[] = [];
  const ask = gather((wanted: readonly number[]) => {
    const { promise, resolve, reject } = Promise.withResolvers<readonly number[]>();
    asked.push({ wanted: [...wanted], answer: () => resolve(wanted), fail: () => reject(new Error("away")) });
    return promise;
  });
  return { ask, asked, turn: () => new Promise(setImmediate) };
}

test("asks at once for a lone caller, and together for those who come meanwhile", async () => {
  const { ask, asked, turn } = questions();
  const first = ask([1]);
  await turn();
  const others = [ask([2]), ask([3, 4])];
  await turn();
  expect(asked.map(({ wanted }) => wanted)).toEqual([[1]]);
  asked[0]!.answer();
  expect(await first).toEqual([1]);
  await turn();
  asked[1]!.answer();
  expect(await Promise.all(others)).toEqual([
    [2, 3, 4],
    [2, 3, 4],
  ]);
  expect(asked).toHaveLength(2);
});

test("a question that failed fails those whom it was for alone", async () => {
  const { ask, asked, turn } = questions();
  const first = ask([1]);
  await turn();
  const second = ask([2]);
  asked[0]!.fail();
  await expect(first).rejects.toThrow("away");
  await turn();
  asked[1]!.answer();
  expect(await second).toEqual([2]);
});

test("asks for no more than a thousand at once", async () => {
  const { ask, asked, turn } = questions();
  const many = Array.from({ length: 600 }, (_, index) => index);
  const both = [ask(many), ask(many)];
  await turn();
  expect(asked.map(({ wanted }) => wanted.length)).toEqual([600]);
  asked[0]!.answer();
  await turn();
  asked[1]!.answer();
  expect(await Promise.all(both)).toEqual([many, many]);
});
