import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { afterEach, beforeEach, expect, test } from "vitest";
import {
  csvFiles,
  ml100kFiles,
  startRecordingGateway,
  temporaryFolder,
  writeFolder,
  type Files,
  type RecordingGateway,
} from "@projectionist/import/testing";

const shim = join(import.meta.dirname, "../bin/projectionist.mjs");

let temporary: Awaited<ReturnType<typeof temporaryFolder>>;
let server: RecordingGateway;
beforeEach(async () => {
  temporary = await temporaryFolder();
  server = await startRecordingGateway();
  await writeFolder(temporary.path, { "data/admin-key": Buffer.from("pk_local\n") });
});
afterEach(async () => {
  await server.close();
  await temporary.remove();
});

function start(args: readonly string[]) {
  const { PROJECTIONIST_API_KEY: _key, INIT_CWD: _cwd, ...env } = process.env;
  return spawn(process.execPath, [shim, ...args], {
    cwd: temporary.path,
    env: { ...env, DATA_FOLDER: "data", PROJECTIONIST_URL: server.url },
    stdio: ["ignore", "pipe", "pipe"],
  });
}

async function projectionist(...args: string[]) {
  const child = start(args);
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
  if (child.exitCode === null) await once(child, "exit");
  return { code: child.exitCode, stdout, stderr };
}

const folderOf = (files: Files) => writeFolder(join(temporary.path, "set"), files);

test("imports with the local start's key and prints a table", async () => {
  await folderOf(csvFiles);
  const { code, stdout, stderr } = await projectionist("import", "set");
  expect({ code, stderr }).toMatchObject({ code: 0, stderr: expect.stringContaining("taken for ml-small") });
  const lines = stdout
    .trim()
    .split("\n")
    .map((line) => line.trim().split(/\s+/));
  expect(lines[0]).toEqual(["read", "new", "changed", "same", "rejected", "seconds", "rows/s"]);
  expect(lines.slice(1).map((cells) => cells.slice(0, 6))).toEqual([
    ["films", "4", "4", "0", "0", "0"],
    ["ratings", "5", "5", "0", "0", "0"],
  ]);
  expect(server.requests[0]?.apiKey).toBe("pk_local");
});

test("exits with 3 when too many rows were rejected", async () => {
  await folderOf(ml100kFiles);
  const few = await projectionist("import", "set");
  expect(few).toMatchObject({
    code: 3,
    stderr: expect.stringContaining("25.0 % of the rows were rejected, more than 1 %."),
  });
  expect(await projectionist("import", "set", "--max-rejected", "30")).toMatchObject({ code: 0 });
});

test("stops at Ctrl-C and says how to go on", async () => {
  const rows = Array.from({ length: 20_000 }, (_, n) => `${n + 1},1,4,1000000000`).join("\n");
  await folderOf({ ...csvFiles, "ratings.csv": Buffer.from(`userId,movieId,rating,timestamp\n${rows}\n`) });
  const answer = Promise.withResolvers<void>();
  let batches = 0;
  server.hook.onSignals = () => {
    if (++batches === 1) child.kill("SIGINT");
    return answer.promise;
  };
  const child = start(["import", "set"]);
  let stderr = "";
  child.stderr.setEncoding("utf8").on("data", (chunk: string) => {
    stderr += chunk;
    if (stderr.includes("Stopping")) answer.resolve();
  });
  const [code] = await once(child, "close");
  expect({ code, stderr }).toMatchObject({
    code: 130,
    stderr: expect.stringContaining("the same import again goes on"),
  });
  delete server.hook.onSignals;
  expect(await projectionist("import", "set")).toMatchObject({
    code: 0,
    stderr: expect.stringContaining("Going on behind"),
  });
});

test.each([
  [["import", "nowhere"], "There is no "],
  [["import", "set", "--limit", "none"], "It must be a whole number above 0."],
  [["import", "set", "--since", "yesterday"], "It must be a date, such as 2015-01-01."],
  [["import", "set", "--url", "films"], "It must be an http or https URL"],
  [["import", "set", "--url", "https://films.example"], "No API key"],
  [["load", "--target", "films"], "It must be an http or https URL"],
  [["demo", "--target", "films"], "It must be an http or https URL"],
  [["load", "--rate", "fast"], "Give a number, 0 or more."],
  [["rebuild", "--window", "99"], "It must be a whole number from 5 to 20."],
  [["rebuild", "--data", "set"], "--data goes with --offline."],
  [["models", "show", "../keys"], "It must be a version as `projectionist models list` names it."],
  [["models", "promote"], "missing required argument 'version'"],
  [["train", "--data", "set"], "--data goes with --offline."],
  [["verify", "--offline"], "name its data folder with --data"],
  [["import"], "missing required argument 'zip|folder'"],
  [["imprt"], "unknown command 'imprt'"],
])("%j fails in one line", async (args, message) => {
  const { code, stderr } = await projectionist(...args);
  expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringContaining(message) });
  expect(stderr).not.toContain("    at ");
});
