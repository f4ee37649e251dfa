import { expect, test } from "vitest";
import { centre, principalComponents, project } from "./principal-components.ts";

test("rows on a line have one direction, and lie along it", () => {
  const rows = Float32Array.of(1, 1, 2, 3, 3, 5);
  centre(rows, 2);
  expect([...rows]).toEqual([-1, -2, 0, 0, 1, 2]);
  const [first] = principalComponents(rows, 2, 1);
  expect(first![0]).toBeCloseTo(1 / Math.sqrt(5), 9);
  expect(first![1]).toBeCloseTo(2 / Math.sqrt(5), 9);
  expect(project(rows, 2, [first!])[2]).toBeCloseTo(Math.sqrt(5), 5);
});

test("directions are at right angles, those of most difference first", () => {
  const width = 6;
  const rows = Float32Array.from({ length: 40 * width }, (_, at) => Math.sin(at * 12.9898) * (1 + (at % width)));
  centre(rows, width);
  const directions = principalComponents(rows, width, width);
  const dot = (a: Float64Array, b: Float64Array) => a.reduce((sum, value, i) => sum + value * b[i]!, 0);
  for (const [i, a] of directions.entries())
    for (const [j, b] of directions.entries()) expect(dot(a, b)).toBeCloseTo(Number(i === j), 9);
  const projected = project(rows, width, directions);
  const spread = directions.map((_, i) =>
    projected.filter((_, at) => at % width === i).reduce((sum, x) => sum + x * x, 0),
  );
  expect(spread).toEqual(spread.toSorted((a, b) => b - a));
});
