import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect, test } from "vitest";

/** Runs a service whose start is `start`; answers its exit code and what it printed. */
async function run(start: string) {
  const source = `
    import { Type } from "typebox";
    import { runService } from "${import.meta.dirname}/run-service.ts";
    await runService("test", Type.Object({}), {}, async () => { ${start} });`;
  const args = ["--input-type=module", "--eval", source];
  const ended = promisify(execFile)(process.execPath, args, { cwd: import.meta.dirname });
  return ended.then(
    ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
    ({ code, stdout, stderr }: { code: number; stdout: string; stderr: string }) => ({ code, stdout, stderr }),
  );
}

test("a start that fails ends with its one line", async () => {
  const { code, stderr } = await run(`throw new Error("no store: set DOCUMENTS_URL")`);
  expect({ code, stderr }).toEqual({ code: 1, stderr: "no store: set DOCUMENTS_URL\n" });
});

test.each([
  ["thrown", `setImmediate(() => { throw new Error("one\\ntwo"); })`],
  ["a rejection", `setImmediate(() => void Promise.reject(new Error("one\\ntwo")))`],
])("a fault that nobody foresaw is one JSON line: %s", async (_how, fault) => {
  const { code, stdout, stderr } = await run(
    `${fault}; return { name: "test", url: "http://x", stop: async () => {} };`,
  );
  const lines = stdout
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as { level: string });
  expect(lines.filter(({ level }) => level === "fatal")).toMatchObject([{ err: { message: "one\ntwo" } }]);
  expect({ code, stderr }).toEqual({ code: 1, stderr: "" });
});
