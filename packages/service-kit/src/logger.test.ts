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
    err: Object.assign(new Error("no"), { token: "hunter2", inner: Object.assign(new Error(), { key: "hunter2" }) }),
    list: [{ key: "hunter2" }],
    password: "hunter2",
    body: { password: "hunter2", currentPassword: "hunter2", refreshToken: "hunter2" },
    req: { headers: { authorization: "hunter2", cookie: "hunter2", "x-api-key": "hunter2" } },
  });
  expect(JSON.stringify(line)).not.toContain("hunter2");
  expect(line).toMatchObject({
    password: "[redacted]",
    err: { type: "Error", message: "no", token: "[redacted]" },
    list: [{ key: "[redacted]" }],
    req: { headers: { cookie: "[redacted]" } },
  });
});

test("what is thrown need not be an error", () => {
  for (const err of [null, "text", 7]) expect(lineOf({ err })).toMatchObject({ err });
});

test("what is logged stays as it was, and what holds no secret is written whole", () => {
  const fields = { body: { token: "mine", n: [1, { m: 2 }] }, at: new Date(0), deep: { a: { b: { c: "d" } } } };
  const line = lineOf(fields);
  expect(fields.body.token).toBe("mine");
  expect(line).toMatchObject({
    body: { token: "[redacted]", n: [1, { m: 2 }] },
    at: "1970-01-01T00:00:00.000Z",
    deep: { a: { b: { c: "d" } } },
  });
});

test("an unknown level is refused with the levels that there are", () => {
  expect(() => createLogger({ service: "test", level: "loud" })).toThrow(/LOG_LEVEL is "loud".*debug, info/);
  for (const level of ["trace", "silent"]) expect(createLogger({ service: "test", level }).level).toBe(level);
});
