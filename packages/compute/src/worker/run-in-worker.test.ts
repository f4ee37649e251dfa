import { expect, test } from "vitest";
import type { doubled, ending, endless, failing } from "./run-in-worker.fixture.ts";
import { runInWorker } from "./run-in-worker.ts";

type Missing = (input: number) => void;

const module = new URL("./run-in-worker.fixture.ts", import.meta.url);

test("runs a function elsewhere and tells how far it is", async () => {
  const told: number[] = [];
  const numbers = Float64Array.of(1, 2, 3);
  const result = await runInWorker<typeof doubled>(module, "doubled", numbers, {
    onProgress: (done) => told.push(done),
  });
  expect(result).toEqual(Float64Array.of(2, 4, 6));
  expect(numbers).toEqual(Float64Array.of(1, 2, 3));
  expect(told).toEqual([1, 2, 3]);
});

test("hands over what is named, and copies it not", async () => {
  const numbers = Float64Array.of(4);
  expect(await runInWorker<typeof doubled>(module, "doubled", numbers, { transfer: [numbers.buffer] })).toEqual(
    Float64Array.of(8),
  );
  expect(numbers.length).toBe(0);
});

test("throws what the function throws", async () => {
  await expect(runInWorker<typeof failing>(module, "failing", "too far")).rejects.toThrow(new RangeError("too far"));
});

test("an abort ends even what never looks up, and throws its reason", async () => {
  const abort = new AbortController();
  const running = expect(
    runInWorker<typeof endless>(module, "endless", undefined, { signal: abort.signal }),
  ).rejects.toThrow("enough");
  abort.abort(new Error("enough"));
  await running;
  await expect(runInWorker<typeof endless>(module, "endless", undefined, { signal: abort.signal })).rejects.toThrow(
    "enough",
  );
});

test("a thread that ends early is an error", async () => {
  await expect(runInWorker<typeof ending>(module, "ending", 3)).rejects.toThrow("ended early, with code 3");
});

test("says what cannot be found or sent", async () => {
  await expect(runInWorker<Missing>(module, "missing", 0)).rejects.toThrow("exports no function missing");
  await expect(runInWorker<Missing>(new URL("./none.ts", module), "any", 0)).rejects.toThrow("none.ts");
  await expect(runInWorker<Missing>(module, "uncloneable", 0)).rejects.toThrow("could not be cloned");
});
