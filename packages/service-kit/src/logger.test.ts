import { execFileSync } from "node:child_process";
import { expect, test } from "vitest";
import { createLogger } from "./logger.ts";

function lineOf(fields: object): Record<string, unknown> {
  let line = "";
  createLogger({ service: "test", destination: { write: (text) => void (line = text) } }).info(fields, "said");
  return JSON.parse(line) as Record<string, unknown>;
}

test("lines carry the service, the level's name and an ISO time", () => {
  expect(lineOf({ n: 1 })).toEqual({
    level: "info",
    time: expect.stringMatching(/^\d{4}-.*Z$/),
    service: "test",
    n: 1,
    msg: "said",
  });
});

test("secrets are blanked", () => {
  const line = lineOf({
    password: "hunter2",
    body: { password: "hunter2", currentPassword: "hunter2", refreshToken: "hunter2" },
    req: { headers: { authorization: "hunter2", cookie: "hunter2", "x-api-key": "hunter2" } },
  });
  expect(JSON.stringify(line)).not.toContain("hunter2");
});

test("an error is told with its type and stack, and without the secrets that hang on it", () => {
  const err = Object.assign(new TypeError("refused"), { headers: { authorization: "hunter2" } });
  const line = lineOf({ err });
  expect(line["err"]).toMatchObject({
    type: "TypeError",
    message: "refused",
    stack: expect.stringContaining("refused"),
  });
  expect(JSON.stringify(line)).not.toContain("hunter2");
  expect(lineOf(new RangeError("plain"))["err"]).toMatchObject({ type: "RangeError", message: "plain" });
});

test("an unknown level is refused with the levels that there are", () => {
  expect(() => createLogger({ service: "test", level: "loud" })).toThrow(/LOG_LEVEL is "loud".*debug, info/);
  for (const level of ["trace", "silent"]) expect(createLogger({ service: "test", level }).level).toBe(level);
});

test("the last lines of a process that is busy elsewhere are there, in order", () => {
  const source = `
    import { scrypt } from "node:crypto";
    import { createLogger } from "${import.meta.dirname}/logger.ts";
    const logger = createLogger({ service: "test" });
    for (let n = 0; n < 8; n++) scrypt("password", "salt", 64, () => {});
    for (const line of ["first", "second", "third"]) { logger.info(line); await null; }
    process.exit(0);`;
  const output = execFileSync(process.execPath, ["--input-type=module", "--eval", source], { encoding: "utf8" });
  expect([...output.matchAll(/"msg":"(\w+)"/g)].map(([, line]) => line)).toEqual(["first", "second", "third"]);
});
