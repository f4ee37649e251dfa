import { openEventLog, type EventLog } from "@projectionist/bus";
import { decodeEvent, topicDefinitions, type DomainEvent, type TopicName } from "@projectionist/contracts";
import { ProblemError, type Principal, type VerifyToken } from "@projectionist/service-kit";
import { openDocuments, type Documents } from "@projectionist/stores";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

export type Engines = Readonly<{ log: EventLog; documents: Documents; close(): Promise<void> }>;

/** The embedded engines in a folder of their own, with all topics. */
export async function openEngines(): Promise<Engines> {
  const folder = await mkdtemp(join(tmpdir(), "catalog-"));
  const log = await openEventLog(`sqlite:${join(folder, "log.db")}`);
  const documents = await openDocuments(`sqlite:${join(folder, "catalog.db")}`);
  await log.createTopics(topicDefinitions);
  return {
    log,
    documents,
    async close() {
      await log.close();
      await documents.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** All events of a topic, each partition's in log order. */
export async function eventsIn(log: EventLog, topic: TopicName): Promise<DomainEvent[]> {
  const events: DomainEvent[] = [];
  const tail = await log.tail({
    topic,
    from: [],
    onRecords: async (records) => void events.push(...records.map(({ value }) => decodeEvent(value))),
  });
  await tail.caughtUp();
  await tail.stop();
  return events;
}

const nobody = { scopes: [], role: null } as const;
const principals: Readonly<Record<string, Principal>> = {
  admin: { ...nobody, kind: "user", id: "u-admin", role: "admin" },
  viewer: { ...nobody, kind: "user", id: "u-viewer", role: "viewer" },
  importer: { ...nobody, kind: "service", id: "k-importer", scopes: ["catalog:write"] },
};

/** The token is the caller's name: admin, viewer or importer. */
export const verifyToken: VerifyToken = async (token) => {
  const principal = principals[token];
  if (!principal) throw new ProblemError("token-invalid");
  return principal;
};
