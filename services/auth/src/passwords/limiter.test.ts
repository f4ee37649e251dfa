import { expect, test } from "vitest";
import { createLimiter } from "./limiter.ts";

test("runs so many at a time, the others in order, and refuses what cannot wait", async () => {
  const limit = createLimiter({ running: 2, waiting: 2 });
  const gates = Array.from({ length: 5 }, () => Promise.withResolvers<number>());
  const begun: number[] = [];
  const task = (index: number) =>
    limit(() => {
      begun.push(index);
      return gates[index]?.promise ?? Promise.resolve(-1);
    });
  const [zero, one, two, three] = [task(0), task(1), task(2), task(3)];
  await expect(task(4)).rejects.toMatchObject({ code: "unavailable" });
  expect(begun).toEqual([0, 1]);

  gates[1]?.resolve(1);
  expect(await one).toBe(1);
  gates[0]?.reject(new Error("failed"));
  await expect(zero).rejects.toThrow("failed");
  gates[2]?.resolve(2);
  gates[3]?.resolve(3);
  expect(await Promise.all([two, three])).toEqual([2, 3]);
  expect(begun).toEqual([0, 1, 2, 3]);
  gates[4]?.resolve(4);
  expect(await task(4)).toBe(4);
});
