import { expect, test } from "vitest";
import { createPasswordHasher, OWASP_MINIMUM } from "./password-hasher.ts";
import { formatPhc, parsePhc } from "./phc.ts";

/** From the tests of the reference implementation (phc-winner-argon2, test.c). */
const REFERENCE = "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";

test("verifies what the reference implementation hashed", async () => {
  const hasher = await createPasswordHasher();
  expect(await hasher.verify(REFERENCE, "password")).toBe(true);
  expect(await hasher.verify(REFERENCE, "passwore")).toBe(false);
});

test("hashes with OWASP's minimum and a salt of its own", async () => {
  const hasher = await createPasswordHasher();
  const [one, two] = await Promise.all([hasher.hash("correct horse"), hasher.hash("correct horse")]);
  expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/);
  expect(one).not.toBe(two);
  expect(await hasher.verify(one, "correct horse")).toBe(true);
  expect(await hasher.verify(one, "correct horsf")).toBe(false);
});

test("a password is the same however its characters were composed", async () => {
  const hasher = await createPasswordHasher();
  expect(await hasher.verify(await hasher.hash("caf\u00e9 noir"), "cafe\u0301 noir")).toBe(true);
});

test("nobody's password is never right, and is checked at the same cost", async () => {
  const hasher = await createPasswordHasher();
  expect(await hasher.verify(undefined, "")).toBe(false);
});

test("hashes that cost less than today's are outdated", async () => {
  const strong = await createPasswordHasher({ ...OWASP_MINIMUM, passes: 3 });
  const weak = await createPasswordHasher();
  const hash = await weak.hash("correct horse");
  expect(strong.isOutdated(hash)).toBe(true);
  expect(weak.isOutdated(hash)).toBe(false);
  expect(await strong.verify(hash, "correct horse")).toBe(true);
});

test("PHC strings survive the way there and back, and others are refused", () => {
  expect(formatPhc(parsePhc(REFERENCE))).toBe(REFERENCE);
  expect(() => parsePhc(REFERENCE.replace("argon2id", "argon2i"))).toThrow("not an argon2id PHC string");
});
