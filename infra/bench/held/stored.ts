import { mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openEventLog, type EventLog } from "@projectionist/bus";
import { readBundledFilms, startCatalog } from "@projectionist/catalog";
import { topicDefinitions } from "@projectionist/contracts";
import { createLogger, publish } from "@projectionist/service-kit";
import { openDocuments, type Documents } from "@projectionist/stores";
import { openCollections } from "../../../services/activity/src/projection/collections.ts";
import type { SignalRecord } from "../../../services/activity/src/projection/ledger.ts";
import { createProject } from "../../../services/activity/src/projection/project.ts";
import { createMovieWriter } from "../../../services/activity/src/projection/write-movies.ts";
import { startAuth } from "../../../services/auth/src/index.ts";
import { signalsOf, type Load } from "./loads.ts";

const BATCH = 1_000;
const ACCOUNTS = 20;
const HEADERS = {
  "request-id": "0199a3f2-0000-7000-8000-000000000000",
  traceparent: "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
};
const logger = createLogger({ service: "bench", level: "warn" });

/** Bytes of the embedded log's file and of activity's documents in SQLite. */
export async function storedBytes(load: Load): Promise<Readonly<{ log: number; documents: number }>> {
  return inFolder(async (folder) => {
    const before = await withLog(folder, async () => {});
    const log = (await withLog(folder, (opened) => append(opened, load))) - before;
    const documents = await openDocuments(`sqlite:${join(folder, "activity.sqlite")}`);
    await project(documents, load);
    await documents.close();
    return { log, documents: sizeOf(folder, "activity") };
  });
}

/** Bytes that an account and a film of the bundled catalog take in the documents of auth and catalog. */
export async function accountAndFilmBytes(): Promise<Readonly<{ account: number; film: number }>> {
  return inFolder(async (folder) => {
    const films = await readBundledFilms(join(import.meta.dirname, "../../../data/catalog"));
    const log = await openEventLog(`sqlite:${join(folder, "log.sqlite")}`);
    await log.createTopics(topicDefinitions);
    const at = { log, logger, host: "127.0.0.1", port: 0 };
    const nobody = async () => ({ kind: "user", id: "nobody", role: null, scopes: [] }) as const;
    const grown = async (name: string, work: (documents: Documents) => Promise<void>) => {
      const before = sizeOf(folder, name);
      const documents = await openDocuments(`sqlite:${join(folder, `${name}.sqlite`)}`);
      await work(documents);
      await documents.close();
      return sizeOf(folder, name) - before;
    };
    const accounts = async (documents: Documents, count: number) => {
      const auth = await startAuth({ ...at, documents });
      for (let n = 0; n < count; n++) await register(auth.url, n);
      await auth.stop();
    };
    await grown("auth", (documents) => accounts(documents, 1));
    const ofAccounts = await grown("auth", (documents) => accounts(documents, ACCOUNTS));
    const ofFilms = await grown("catalog", async (documents) => {
      const catalog = await startCatalog({ ...at, documents, verifyToken: nobody, seed: films });
      await catalog.stop();
    });
    await log.close();
    return { account: Math.round(ofAccounts / ACCOUNTS), film: Math.round(ofFilms / films.length) };
  });
}

async function withLog(folder: string, work: (log: EventLog) => Promise<void>): Promise<number> {
  const log = await openEventLog(`sqlite:${join(folder, "log.sqlite")}`);
  await log.createTopics(topicDefinitions);
  await work(log);
  await log.close();
  return sizeOf(folder, "log");
}

async function append(log: EventLog, load: Load): Promise<void> {
  for (const events of batchesOf(signalsOf(load))) await publish(log, events, HEADERS);
}

async function project(documents: Documents, load: Load): Promise<void> {
  const collections = await openCollections(documents);
  const carry = createProject(collections, createMovieWriter(collections.movies));
  let offset = 0;
  for (const events of batchesOf(signalsOf(load))) {
    const records = events.map((event): SignalRecord => ({ event, offset: offset++ }));
    await carry(0, records);
  }
}

function* batchesOf<T>(items: Iterable<T>): Generator<T[]> {
  let batch: T[] = [];
  for (const item of items) {
    batch.push(item);
    if (batch.length === BATCH) {
      yield batch;
      batch = [];
    }
  }
  if (batch.length > 0) yield batch;
}

async function register(url: string, n: number): Promise<void> {
  const body = {
    email: `somebody.${Date.now()}.${n}@example.com`,
    password: "a long password",
    displayName: "Somebody",
  };
  const headers = { "content-type": "application/json" };
  const reply = await fetch(`${url}/v1/auth/register`, { method: "POST", headers, body: JSON.stringify(body) });
  if (!reply.ok) throw new Error(`auth answered ${reply.status}: ${await reply.text()}`);
}

async function inFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), "held-"));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Bytes of a store's files. */
function sizeOf(folder: string, name: string): number {
  const files = readdirSync(folder).filter((file) => file.startsWith(`${name}.sqlite`));
  return files.reduce((sum, file) => sum + statSync(join(folder, file)).size, 0);
}
