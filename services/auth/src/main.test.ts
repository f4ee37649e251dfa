import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { afterEach, expect, test } from "vitest";
import { temporaryUrl } from "./testing/open-app.ts";

function run(env: Record<string, string>) {
  const child = spawn(process.execPath, [join(import.meta.dirname, "main.ts")], {
    env: { PATH: process.env["PATH"], ...env },
  });
  children.push(child);
  return { child, errors: text(child.stderr), exit: once(child, "exit") };
}

const children: ChildProcess[] = [];
afterEach(() => {
  for (const child of children.splice(0)) child.kill("SIGKILL");
});

test("faults of the configuration are told at once, and end with 1", async () => {
  const { exit, errors } = run({ PORT: "x", PROJECTIONIST_MODE: "party" });
  expect(await exit).toEqual([1, null]);
  expect((await errors).trim().split("\n")).toEqual([
    "the configuration is not valid:",
    "  LOG_URL: is not set: set it (where the event log is, such as sqlite:data/log.db or kafka://localhost:9094)",
    "  DOCUMENTS_URL: is not set: set it (where documents are kept, such as sqlite:data/auth.db or mongodb://localhost:27017/auth)",
    "  PORT: must be a whole number",
    "  PROJECTIONIST_MODE: must be one of demo, production",
  ]);
});

test("runs until it is told to stop", async () => {
  const env = { LOG_URL: temporaryUrl(), DOCUMENTS_URL: temporaryUrl(), PORT: "0", PROJECTIONIST_MODE: "demo" };
  const { child, exit, errors } = run(env);
  let url: string | undefined;
  for await (const chunk of child.stdout) {
    url ??= /http:\/\/[\d.]+:\d+/.exec(String(chunk))?.[0];
    if (!url || child.killed) continue;
    const credentials = JSON.stringify({ email: "alice@example.com", password: "projectionist" });
    const headers = { "content-type": "application/json" };
    expect((await fetch(`${url}/v1/auth/login`, { method: "POST", headers, body: credentials })).status).toBe(200);
    child.kill("SIGTERM");
  }
  expect(await exit).toEqual([0, null]);
  expect(await errors).toBe("");
});
