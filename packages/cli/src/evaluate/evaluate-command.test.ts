import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import type { ProtocolReport } from "@projectionist/recsys";
import { temporaryFolder, tmdbFiles, writeFolder } from "@projectionist/import/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { runEvaluation } from "./run-evaluation.ts";

const shim = join(import.meta.dirname, "../../bin/projectionist.mjs");
const FILMS = 40;
const VIEWERS = 60;

let temporary: Awaited<ReturnType<typeof temporaryFolder>>;
beforeAll(async () => {
  temporary = await temporaryFolder();
  await writeFolder(join(temporary.path, "set"), dataSet());
  await writeFolder(join(temporary.path, "films"), tmdbFiles);
});
afterAll(() => temporary.remove());

/** Two halves of viewers and films; a viewer likes those of his half, a day after the other, and one of the other half not. */
function dataSet() {
  const movies = Array.from({ length: FILMS }, (_, film) => `${film + 1},Film ${film + 1} (2000),Drama`);
  const ratings = Array.from({ length: VIEWERS }, (_, viewer) =>
    Array.from({ length: 12 }, (_, place) => {
      const film = ((viewer * 7 + place * 3) % (FILMS / 2)) * 2 + ((viewer + Number(place === 5)) % 2);
      return `${viewer + 1},${film + 1},${place === 5 ? 1 : 5},${1_000_000_000 + place * 86_400 + viewer}`;
    }),
  ).flat();
  return {
    "movies.csv": Buffer.from(["movieId,title,genres", ...movies].join("\n")),
    "ratings.csv": Buffer.from(["userId,movieId,rating,timestamp", ...ratings].join("\n")),
  };
}

async function evaluate(...args: string[]) {
  const { INIT_CWD: _cwd, ...env } = process.env;
  const child = spawn(process.execPath, [shim, "evaluate", ...args], { cwd: temporary.path, env });
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
  if (child.exitCode === null) await once(child, "exit");
  return { code: child.exitCode, stdout, stderr };
}

test("models that know the halves find more than popularity, and the report is written", async () => {
  const options = ["--data", "set", "--protocol", "p1", "--models", "popularity,ease", "--out", "report"];
  const { code, stdout, stderr } = await evaluate(...options);
  expect({ code, stderr }).toMatchObject({ code: 0, stderr: expect.stringContaining("Written to") });
  expect(stdout).toContain("linear algebra");
  const report = JSON.parse(readFileSync(join(temporary.path, "report/p1.json"), "utf8")) as ProtocolReport;
  const [popularity, ease] = report.figures.map(({ metrics }) => metrics["NDCG@100"] ?? 0);
  expect(ease).toBeGreaterThan(popularity ?? 1);
  expect(existsSync(join(temporary.path, "report/p1.html"))).toBe(true);
});

test("the same seed gives the same figures, as JSON too", async () => {
  const run = async () => {
    const { stdout } = await evaluate("--data", "set", "--protocol", "p1", "--models", "dlae", "--json", "--seed", "7");
    return (JSON.parse(stdout) as ProtocolReport).figures[0]?.metrics;
  };
  const first = await run();
  expect(Object.keys(first ?? {}).length).toBeGreaterThan(0);
  expect(await run()).toEqual(first);
}, 60_000);

test.each([
  ["p2", "markov", "NDCG@10"],
  ["p3a", "popularity", "NDCG@10"],
  ["p3b", "markov", "frozen NDCG@10"],
  ["ratings", "bias", "RMSE"],
  ["beyond", "ease", "coverage"],
])("%s measures %s by %s", async (protocol, model, metric) => {
  const evaluation = { dataPath: join(temporary.path, "set"), protocol, models: [model], seed: 1 };
  const stopped = new AbortController().signal;
  const { report } = await runEvaluation(evaluation, { onProgress: () => {}, onModel: () => {}, stopped });
  expect(report.figures.length).toBeGreaterThan(0);
  for (const { metrics } of report.figures) expect(metrics[metric]).toBeGreaterThanOrEqual(0);
});

test("a stop leaves a report of the models that were finished", async () => {
  const stop = new AbortController();
  const evaluation = {
    dataPath: join(temporary.path, "set"),
    protocol: "p2",
    models: ["markov", "directed-knn"],
    seed: 1,
  };
  const { report, finished } = await runEvaluation(evaluation, {
    onProgress: () => {},
    onModel: () => stop.abort(),
    stopped: stop.signal,
  });
  expect(finished).toBe(false);
  expect(report.figures.map(({ model }) => model)).toEqual(["markov"]);
  expect(report.description).toMatch(/^UNFINISHED/);
});

test("a stop before any model was finished is an error", async () => {
  const stop = new AbortController();
  const evaluation = { dataPath: join(temporary.path, "set"), protocol: "p2", models: ["markov"], seed: 1 };
  const onProgress = () => stop.abort();
  await expect(runEvaluation(evaluation, { onProgress, onModel: () => {}, stopped: stop.signal })).rejects.toThrow(
    "before any model was finished",
  );
});

test.each([
  [
    ["--data", "set", "--protocol", "p1", "--models", "magic"],
    /There is no model "magic" for this protocol: choose of/,
  ],
  [["--data", "nowhere", "--protocol", "p1"], /There is no .*nowhere: check the path/],
  [["--data", "set", "--protocol", "cold"], /No film has a description or keywords: .*--content/],
  [["--data", "films", "--protocol", "p1"], /has no ratings: give a MovieLens data set/],
  [["--data", "set", "--protocol", "p9"], /argument 'p9' is invalid\. Allowed choices are p1/],
])("%j is refused with what to do", async (args, message) => {
  const { code, stdout, stderr } = await evaluate(...args);
  expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
  expect(stderr).toMatch(message);
});
