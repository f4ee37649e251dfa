import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Type } from "typebox";
import { expect, test } from "vitest";
import { ConfigError, readConfig } from "./config.ts";

const schema = Type.Object({
  PORT: Type.Integer({ minimum: 0, maximum: 65_535, default: 8080 }),
  LOG_URL: Type.String({ minLength: 1, description: "the event log, such as sqlite:data/log.db" }),
  QUIET: Type.Boolean({ default: false }),
  ORIGINS: Type.Optional(Type.Array(Type.String({ format: "uri" }))),
  LEVEL: Type.Optional(Type.Union([Type.Literal("debug"), Type.Literal("info")])),
});

function faultsOf(env: NodeJS.ProcessEnv): string {
  try {
    readConfig(schema, env);
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigError);
    return (error as Error).message;
  }
  throw new Error("the configuration was taken");
}

test("reads variables as the types of the schema and applies defaults", () => {
  expect(
    readConfig(schema, {
      LOG_URL: "sqlite:x",
      QUIET: "true",
      PORT: "0",
      ORIGINS: "http://a.b,http://c.d",
      PATH: "/bin",
    }),
  ).toEqual({
    LOG_URL: "sqlite:x",
    QUIET: true,
    PORT: 0,
    ORIGINS: ["http://a.b", "http://c.d"],
  });
  expect(readConfig(schema, { LOG_URL: "sqlite:x" })).toEqual({ LOG_URL: "sqlite:x", QUIET: false, PORT: 8080 });
});

test("an empty variable counts as unset", () => {
  expect(readConfig(schema, { LOG_URL: "x", PORT: "" }).PORT).toBe(8080);
});

test("reads the file that NAME_FILE names, without its last line break, unless NAME is set", () => {
  const file = join(mkdtempSync(join(tmpdir(), "config-")), "url");
  writeFileSync(file, "sqlite:secret\n");
  expect(readConfig(schema, { LOG_URL_FILE: file }).LOG_URL).toBe("sqlite:secret");
  expect(readConfig(schema, { LOG_URL_FILE: file, LOG_URL: "sqlite:other" }).LOG_URL).toBe("sqlite:other");
});

test("tells all faults at once, each with the variable and the cure, and repeats no value", () => {
  const message = faultsOf({ PORT: "hunter2", QUIET: "perhaps", ORIGINS: "http://a.b,nope" });
  expect(message.split("\n").slice(1)).toEqual([
    expect.stringMatching(/^ {2}LOG_URL: is not set: set it \(the event log, such as sqlite:data\/log\.db\)$/),
    expect.stringMatching(/^ {2}PORT: must be a whole number$/),
    expect.stringMatching(/^ {2}QUIET: must be true or false$/),
    expect.stringMatching(/^ {2}ORIGINS: must be a URL, such as http:\/\/localhost:8080$/),
  ]);
  expect(message).not.toContain("hunter2");
});

test("names the bounds and the choices", () => {
  expect(faultsOf({ LOG_URL: "x", PORT: "70000" })).toContain("PORT: must be at least 0 and at most 65535");
  expect(faultsOf({ LOG_URL: "x", LEVEL: "loud" })).toContain("LEVEL: must be one of debug, info");
});

test("an unreadable file is a fault of its own", () => {
  const message = faultsOf({ LOG_URL_FILE: "/nowhere/at/all" });
  expect(message).toContain("LOG_URL_FILE: the file cannot be read: correct the path or its permissions");
  expect(message).not.toContain("is not set");
});
