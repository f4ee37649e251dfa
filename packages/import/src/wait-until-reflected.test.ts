import { encodePosition } from "@projectionist/contracts";
import { expect, test } from "vitest";
import { createPositions } from "./wait-until-reflected.ts";

test("the furthest position is behind all of them, per partition", () => {
  const positions = createPositions();
  expect(positions.furthest()).toBeUndefined();
  for (const text of ["1.e1.0-5.2-9", "1.e1.0-3.1-0", "nonsense", "1.e1.2-10"]) positions.add(text);
  expect(encodePosition(positions.furthest()!)).toBe("1.e1.0-5.1-0.2-10");
});
