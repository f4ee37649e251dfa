import { expect } from "vitest";
import type { Attempt } from "./start-service.ts";

/** Expects that a start ended with 1 and one line, which names the setting and tells none of the secrets. */
export function expectRefusal({ code, errors, output }: Attempt, setting: RegExp, secrets: readonly string[]): void {
  expect(output).toMatch(setting);
  expect(errors).toEqual([expect.stringMatching(setting)]);
  for (const secret of secrets) expect(output).not.toContain(secret);
  expect(code).toBe(1);
}
