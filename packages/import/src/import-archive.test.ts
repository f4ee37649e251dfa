import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { SignalInput } from "@projectionist/contracts";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createGateway } from "./gateway/gateway.ts";
import {
  csvFiles,
  csvRecordingOrder,
  ml100kFiles,
  temporaryFolder,
  tmdbFiles,
  writeFolder,
  type Files,
} from "./testing/data-sets.ts";
import { startRecordingGateway, type RecordingGateway } from "./testing/recording-gateway.ts";
import { importArchive, type ImportOptions } from "./import-archive.ts";

let temporary: Awaited<ReturnType<typeof temporaryFolder>>;
let server: RecordingGateway;
beforeEach(async () => {
  temporary = await temporaryFolder();
  server = await startRecordingGateway();
});
afterEach(async () => {
  await server.close();
  await temporary.remove();
});

type Given = Partial<Omit<ImportOptions, "signal">> & Readonly<{ stop?: AbortController; waits?: number[] }>;

async function run(files: Files, { stop = new AbortController(), waits = [], ...given }: Given = {}) {
  const said: string[] = [];
  const sleep = async (ms: number) => {
    waits.push(ms);
  };
  const report = await importArchive({
    path: await writeFolder(join(temporary.path, "set"), files),
    gateway: createGateway({
      url: server.url,
      key: { value: "pk_test", source: "a test" },
      scopes: ["signals:write", "catalog:write"],
      signal: stop.signal,
      retry: { sleep },
    }),
    stateFolder: join(temporary.path, "state"),
    signal: stop.signal,
    say: (line) => said.push(line),
    progress: () => ({ update() {}, end() {} }),
    ...given,
  });
  return { ...report, said: said.join("\n") };
}

const posts = () => server.requests.filter(({ path }) => path === "/v1/signals").length;
const tally = (read: number, added: number, same: number, rejected = 0) =>
  expect.objectContaining({ read, new: added, changed: 0, same, rejected });

const VIEWERS = 31;
const ROWS = 9000;

/** Ratings of many viewers, not in the order of viewers or time. */
const manyRatings: Files = {
  "movies.csv": Buffer.from("movieId,title,genres\n1,One (2000),Drama\n2,Two (2001),Drama\n"),
  "ratings.csv": Buffer.from(
    "userId,movieId,rating,timestamp\n" +
      Array.from(
        { length: ROWS },
        (_, n) => `${1 + (n % VIEWERS)},${1 + (n % 2)},${1 + (n % 5)},${1_000_000_000 + ((n * 7919) % 100_003)}`,
      ).join("\n"),
  ),
};

/** That each viewer's signals stand in the order of time, and none twice. */
function expectInOrder(signals: readonly SignalInput[]): void {
  expect(new Set(signals.map(({ userId, eventId }) => `${userId} ${eventId}`)).size).toBe(signals.length);
  for (const [, ofViewer] of Map.groupBy(signals, ({ userId }) => userId)) {
    const times = ofViewer.map(({ occurredAt }) => Date.parse(occurredAt ?? ""));
    expect(times).toEqual(times.toSorted((a, b) => a - b));
  }
}

describe("an import", () => {
  test("brings in films, then ratings in the order of time", async () => {
    const report = await run(csvFiles);
    expect(report).toMatchObject({ films: tally(4, 4, 0), ratings: tally(5, 5, 0) });
    expect(server.films.get("movielens:2")).toMatchObject({
      title: "The Lighthouse",
      externalIds: { imdb: "tt12345678" },
    });
    expect(server.signals.map((s) => [s.userId, s.movieId, s.value, s.occurredAt])).toEqual(
      expect.arrayContaining(csvRecordingOrder),
    );
    expectInOrder(server.signals);
    expect(server.signals[0]).toMatchObject({ type: "rated", eventId: "ml-small:u1:2:1000000100" });
    expect(server.requests.every(({ apiKey }) => apiKey === "pk_test")).toBe(true);
  });

  test("changes nothing the second time", async () => {
    await run(csvFiles);
    const recorded = server.signals.length;
    expect(await run(csvFiles, { again: true })).toMatchObject({ films: tally(4, 0, 4), ratings: tally(5, 0, 5) });
    expect(server.signals).toHaveLength(recorded);
  });

  test("that is finished is answered from its checkpoint, unless the files or the log are others", async () => {
    await run(csvFiles);
    const before = posts();
    const report = await run(csvFiles);
    expect(report).toMatchObject({ films: tally(4, 0, 4), ratings: tally(5, 0, 5) });
    expect(report.said).toContain("imported already");
    expect(posts()).toBe(before);
    await run({ ...csvFiles, "links.csv": Buffer.from("movieId,imdbId,tmdbId\n") });
    expect(posts()).toBeGreaterThan(before);
    await server.close();
    server = await startRecordingGateway("e2");
    expect(await run(csvFiles)).toMatchObject({ ratings: tally(5, 5, 0) });
  });

  test("keeps each viewer's order, whatever fails in between", async () => {
    const waits: number[] = [];
    server.faults.set("/v1/signals", [
      null,
      { status: 503, headers: { "retry-after": "2" } },
      "cut",
      null,
      { status: 429, headers: { "retry-after": "1" } },
      { status: 502 },
      "cut",
    ]);
    const report = await run(manyRatings, { waits });
    expect(report.ratings).toMatchObject({ read: ROWS, rejected: 0 });
    expect(server.signals).toHaveLength(ROWS);
    expectInOrder(server.signals);
    expect(waits).toHaveLength(5);
    expect(waits).toEqual(expect.arrayContaining([2000, 1000]));
    expect(server.mostUnderWay()).toBeGreaterThan(1);
  });

  test("is over once histories show it", async () => {
    server.lag.replies = 8;
    const reads = () => server.requests.filter(({ path }) => path.endsWith("/reviews")).length;
    const report = await run(csvFiles);
    // Four tell that the four films are known, five that histories came on.
    expect(reads()).toBe(9);
    expect(report.said).not.toContain("yet to take in");
  });

  test("of a data set without ratings is its films", async () => {
    expect(await run(tmdbFiles)).toMatchObject({ films: tally(3, 3, 0), ratings: undefined });
    expect([...server.films.keys()]).toEqual(["tmdb:501", "tmdb:502", "tmdb:503"]);
    expect(posts()).toBe(0);
  });

  test("takes no more than the limit and nothing before the date", async () => {
    const since = Date.parse("2001-09-09T01:47:00Z") / 1000;
    expect(await run(csvFiles, { since })).toMatchObject({ ratings: tally(3, 3, 0) });
    expect(await run(csvFiles, { limit: 2 })).toMatchObject({ films: tally(4, 0, 4), ratings: tally(2, 0, 2) });
    expect(
      await run(tmdbFiles, { limit: 2, path: await writeFolder(join(temporary.path, "tmdb"), tmdbFiles) }),
    ).toMatchObject({
      films: tally(2, 2, 0),
    });
  });

  test("that is dry writes nothing and says what would be done", async () => {
    const report = await run(ml100kFiles, { dryRun: true });
    expect(report).toMatchObject({ films: tally(4, 3, 0, 1), ratings: tally(4, 3, 0, 1) });
    expect(report.said).toContain("1 × film is not in u.item");
    expect([server.films.size, posts()]).toEqual([0, 0]);
    expect(existsSync(join(temporary.path, "state"))).toBe(false);
  });
});

describe("an import that is interrupted", () => {
  /** Stops the import at the third batch. */
  async function stoppedRun(given: Given = {}): Promise<string> {
    const stop = new AbortController();
    let batches = 0;
    server.hook.onSignals = () => {
      if (++batches === 3) stop.abort();
    };
    const said: string[] = [];
    await expect(run(manyRatings, { ...given, stop, say: (line) => said.push(line) })).rejects.toMatchObject({
      message: "Stopped.",
      name: "ImportStoppedError",
    });
    delete server.hook.onSignals;
    return said.join("\n");
  }

  test("goes on where it was, and each viewer's order holds", async () => {
    expect(await stoppedRun()).toMatch(/[1-9][\d,]* ratings are recorded: the same import again goes on/);
    const first = server.signals.length;
    expect(first).toBeGreaterThan(0);
    expect(first).toBeLessThan(ROWS);
    const before = posts();
    const report = await run(manyRatings);
    expect(report.said).toContain("Going on behind the");
    expect(report.ratings).toMatchObject({ read: ROWS, rejected: 0, new: ROWS - first });
    expect(posts() - before).toBeLessThan(ROWS / 1000);
    expect(server.signals).toHaveLength(ROWS);
    expectInOrder(server.signals);
  });

  test("tells what all its tries brought in, also one that nobody heard the end of, when it names itself", async () => {
    const named = { run: "import.1" };
    await stoppedRun(named);
    expect(await run(manyRatings, named)).toMatchObject({ films: tally(2, 2, 0), ratings: tally(ROWS, ROWS, 0) });
    const requests = posts();
    for (const again of [false, true]) {
      const report = await run(manyRatings, { ...named, again });
      expect(report).toMatchObject({ films: tally(2, 2, 0), ratings: tally(ROWS, ROWS, 0) });
    }
    expect(posts()).toBe(requests);
    expect(await run(manyRatings, { run: "import.2", again: true })).toMatchObject({
      films: tally(2, 0, 2),
      ratings: tally(ROWS, 0, ROWS),
    });
  });

  test("tells of films too that an earlier try brought in before it was stopped", async () => {
    const stop = new AbortController();
    server.faults.set("/v1/signals", [{ status: 503, headers: { "retry-after": "0" } }]);
    const stopping = { run: "import.1", stop, waits: { push: () => stop.abort() } as unknown as number[] };
    await expect(run(csvFiles, stopping)).rejects.toThrow("Stopped.");
    server.faults.clear();
    expect(await run(csvFiles, { run: "import.1" })).toMatchObject({
      films: tally(4, 4, 0),
      ratings: tally(5, 5, 0),
    });
  });

  test("begins anew with --again or in another log", async () => {
    await stoppedRun();
    await server.close();
    server = await startRecordingGateway("e2");
    expect((await run(manyRatings)).ratings).toMatchObject({ new: ROWS, same: 0 });
    expectInOrder(server.signals);
  });

  test("by a gateway that stays away can go on too", async () => {
    server.faults.set("/v1/signals", [null, null, null, ...Array.from({ length: 60 }, () => ({ status: 503 }))]);
    await expect(run(manyRatings)).rejects.toThrow("did not take the request in 10 tries");
    server.faults.clear();
    expect((await run(manyRatings)).ratings).toMatchObject({ read: ROWS });
    expect(server.signals).toHaveLength(ROWS);
    expectInOrder(server.signals);
  });

  test("lists each rejected row once", async () => {
    const rejectedFile = join(temporary.path, "rejected.csv");
    const files = {
      ...manyRatings,
      "ratings.csv": Buffer.concat([manyRatings["ratings.csv"]!, Buffer.from("\n1,1,9,1\n")]),
    };
    const stop = new AbortController();
    server.hook.onSignals = () => stop.abort();
    await expect(run(files, { stop, rejectedFile })).rejects.toThrow("Stopped.");
    delete server.hook.onSignals;
    const report = await run(files, { rejectedFile });
    expect(report.ratings).toMatchObject({ read: ROWS + 1, rejected: 1 });
    expect(readFileSync(rejectedFile, "utf8").trim().split("\n")).toHaveLength(2);
  });
});

describe("rows that are not imported", () => {
  test("are listed with file, line, reason and row", async () => {
    const rejectedFile = join(temporary.path, "out", "rejected.csv");
    server.judge.signal = ({ movieId }) => (movieId === "m-7" ? "is not in the catalog" : undefined);
    const ratings = Buffer.concat([
      csvFiles["ratings.csv"]!,
      Buffer.from("3,99,4.0,1000000000\r\n3,1,nought,1000000000\r\n"),
    ]);
    const report = await run({ ...csvFiles, "ratings.csv": ratings }, { rejectedFile });
    expect(report.ratings).toMatchObject({ read: 7, new: 4, rejected: 3 });
    expect(readFileSync(rejectedFile, "utf8")).toBe(
      [
        "file,line,reason,row",
        'ratings.csv,8,"rating is not one of 0.5, 1, 1.5 … 5","3,1,nought,1000000000"',
        'ratings.csv,7,film is not in movies.csv,"3,99,4,1000000000"',
        'ratings.csv,5,movieId is not in the catalog,"2,7,5,1000000000"',
        "",
      ].join("\n"),
    );
    expect(report.said).toContain(`listed in ${rejectedFile}`);
  });

  test("may be a whole batch", async () => {
    const results = Array.from({ length: 5 }, () => ({
      eventId: "x",
      outcome: "rejected",
      path: "/value",
      message: "no",
    }));
    const body = { code: "all-signals-rejected", title: "No signal is valid", detail: "", results };
    const rejectAll = { status: 400, body };
    server.faults.set("/v1/signals", [rejectAll, rejectAll, rejectAll]);
    expect((await run(csvFiles)).ratings).toMatchObject({ read: 5, new: 0, rejected: 5 });
  });

  test.each([400, 409])("may be films that the catalog refuses with %i, and the ratings of them", async (status) => {
    const errors = [{ path: "/movies/1/title", message: "is too odd" }];
    server.faults.set("/v1/movies/import", [{ status, body: { code: "x", title: "Not valid", detail: "", errors } }]);
    const report = await run(csvFiles);
    expect(report).toMatchObject({ films: tally(4, 3, 0, 1), ratings: tally(5, 4, 0, 1) });
    expect(report.said).toContain("1 × title: is too odd");
  });

  test("are fewer when a batch of films is only too large", async () => {
    server.faults.set("/v1/movies/import", [{ status: 413 }]);
    expect((await run(csvFiles)).films).toMatchObject({ read: 4, new: 4, rejected: 0 });
    expect(server.requests.filter(({ path }) => path === "/v1/movies/import").map(({ items }) => items)).toEqual([
      4, 2, 2,
    ]);
  });
});

describe("a gateway that refuses", () => {
  test.each([
    [401, "The key of a test is not valid"],
    [403, "needs the scopes signals:write and catalog:write"],
  ])("with %i", async (status, message) => {
    server.faults.set("/v1/movies/import", [{ status }]);
    await expect(run(csvFiles)).rejects.toThrow(message);
  });

  test("and one that is not there", async () => {
    await server.close();
    await expect(run(csvFiles)).rejects.toThrow(`Nothing answers at ${server.url}: run \`npm start\` first`);
    server = await startRecordingGateway();
  });
});
