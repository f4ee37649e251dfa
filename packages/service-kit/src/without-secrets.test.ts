import { expect, test } from "vitest";
import { withoutSecrets } from "./without-secrets.ts";

const blank = "[redacted]";

test("secrets are blanked up to two objects deep, also in lists, and nothing else changes", () => {
  const fields = {
    n: 1,
    none: null,
    key: "k",
    body: { password: { hidden: true }, name: "Alice" },
    calls: [{ token: "t", path: "/x" }, "plain"],
    at: new Date(0),
    bytes: Buffer.from("key"),
  };
  const given = structuredClone({ ...fields, bytes: null });
  expect(withoutSecrets(fields)).toEqual({
    ...fields,
    key: blank,
    body: { password: blank, name: "Alice" },
    calls: [{ token: blank, path: "/x" }, "plain"],
  });
  expect({ ...fields, bytes: null }).toEqual(given);
});

test("fields without secrets are the very ones that were given", () => {
  const fields = { req: { headers: { accept: "*/*" } }, err: new Error("no") };
  expect(withoutSecrets(fields)).toBe(fields);
});

test("an error keeps its type, message and stack, and loses the secrets that hang on it", () => {
  const err = Object.assign(new TypeError("refused"), { status: 401, headers: { authorization: "hunter2" } });
  expect(withoutSecrets({ err })).toEqual({
    err: {
      type: "TypeError",
      message: "refused",
      stack: expect.stringContaining("refused"),
      status: 401,
      headers: { authorization: blank },
    },
  });
});
