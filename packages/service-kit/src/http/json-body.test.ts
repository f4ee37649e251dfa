import { expect, test } from "vitest";
import { parseJsonBody } from "./json-body.ts";
import { ProblemError } from "./problem-error.ts";

function faultOf(body: string | Buffer): ProblemError {
  try {
    parseJsonBody(Buffer.from(body));
  } catch (error) {
    expect(error).toBeInstanceOf(ProblemError);
    return error as ProblemError;
  }
  throw new Error("the body was taken");
}

test.each([
  ['{"__proto__":{"admin":true}}', "/__proto__"],
  ['{"a":[{"constructor":{"prototype":{"admin":true}}}]}', "/a/0/constructor"],
  ['{"a":{"\\u005f_proto__":1}}', "/a/__proto__"],
])("refuses %s and names the field", (body, path) => {
  expect(faultOf(body).more.errors).toEqual([{ path, message: "unknown field: remove it" }]);
  expect(({} as Record<string, unknown>)["admin"]).toBeUndefined();
});

test("takes texts that only speak of them", () => {
  const value = { title: "__proto__ and the constructor", constructor: "Eiffel" };
  expect(parseJsonBody(Buffer.from(JSON.stringify(value)))).toEqual(value);
});

test.each(['{"a"', "", " ", "{'a':1}", "NaN", "[1,]"])("%j", (body) => {
  if (body === "") expect(parseJsonBody(Buffer.from(body))).toBeUndefined();
  else expect(faultOf(body).code).toBe("malformed-json");
});

test("refuses overlong UTF-8 and halves of surrogate pairs", () => {
  expect(faultOf(Buffer.from([0x22, 0xc0, 0xaf, 0x22])).code).toBe("malformed-json");
  expect(faultOf('{"text":["ok","\\ud83c"]}').more.errors).toEqual([
    { path: "/text/1", message: "holds half a surrogate pair: send whole characters" },
  ]);
  expect(parseJsonBody(Buffer.from('"\\ud83c\\udfac"'))).toBe("🎬");
});

test("drops a byte order mark", () => {
  expect(parseJsonBody(Buffer.from('\uFEFF{"a":1}'))).toEqual({ a: 1 });
});

test("takes deep nesting without overflowing", () => {
  const depth = 50_000;
  expect(() => parseJsonBody(Buffer.from(`${"[".repeat(depth)}"\\u0041"${"]".repeat(depth)}`))).not.toThrow();
});
