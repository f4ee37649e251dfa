import { expect, it } from "vitest";
import { openFailure } from "./open-failure.ts";

const url = "mongodb://projectionist:p%40ss@db.example:27017/films?tls=true&tlsCertificateKeyFilePassword=open-sesame";

it.each([
  ["Authentication failed.", "check the user, the password and authSource"],
  ["bad auth : authentication failed", "check the user, the password and authSource"],
  ["self-signed certificate in certificate chain", "DOCUMENTS_CA_FILE"],
  ["unable to verify the first certificate", "DOCUMENTS_CA_FILE"],
  ["routines:ssl3_get_record:wrong version number", "check tls in its URL"],
  ["connect ECONNREFUSED 127.0.0.1:27017", "check that MongoDB runs at that host and port"],
  ["getaddrinfo ENOTFOUND db.example", "check that MongoDB runs at that host and port"],
  ["connection <monitor> to 127.0.0.1:27017 closed", "whether it wants tls=true"],
  ["option colour is not supported", "write its URL as mongodb://"],
])("tells what to do about %j", (reason, advice) => {
  const { message } = openFailure(url, new Error(reason));
  expect(message).toContain(advice);
  expect(message).toContain("mongodb://db.example:27017/films of DOCUMENTS_URL (");
});

it.each([
  ["the whole URL", url],
  ["the password as it is written", "the password p%40ss has reserved characters"],
  ["the password as it is meant", "the password p@ss is wrong"],
  ["a secret option", "cannot open a key with open-sesame"],
])("hides %s", (_, reason) => {
  const error = openFailure(url, new Error(`${reason}\nand more`));
  expect(error.message).not.toMatch(/p%40ss|p@ss|open-sesame|\n/);
  expect(error.cause).toBeUndefined();
});

it.each(["p@ss/word", "p/w@rd", "a:b", "what?", "[x]"])("hides a password that is not encoded: %s", (password) => {
  const { message } = openFailure(`mongodb://projectionist:${password}@db.example/films`, new Error("ENOTFOUND rd ss"));
  expect(message).toContain("reserved character");
  expect(message).toContain("%-codes");
  expect(message).not.toContain("ENOTFOUND");
});
