import { realpathSync } from "node:fs";
import { resolve } from "node:path";
import { EngineOpenError } from "../engine-open-error.ts";
import { AppendError } from "../event-log.ts";
import type { ConsumeOptions, EventLog, NewRecord, RecordPosition, TailOptions } from "../event-log.ts";
import type { EventLogOptions } from "../open.ts";
import { checkTopicDefinition } from "../topic-definition.ts";
import { startGroupConsumer } from "./group-consumer.ts";
import { packRecords, positionsOf } from "./pack-records.ts";
import { openReader } from "./reader.ts";
import type { Reader, Topic } from "./reader.ts";
import { startTail } from "./tail.ts";
import { createWatcher } from "./watcher.ts";
import { openWriter, WriteFailedError } from "./writer.ts";
import type { Writer } from "./writer.ts";

export const sqliteCapabilities = { persistent: true, multiProcess: true, wakesWithinMs: 5 } as const;

/**
 * A log in one SQLite file, for one machine. An append is answered after an fsync; appends that come together share it.
 *
 * @throws {EngineOpenError}
 */
export async function openSqliteEventLog(path: string, options: EventLogOptions = {}): Promise<EventLog> {
  if (path === "" || path === ":memory:") {
    throw new EngineOpenError(
      "the event log needs a file: write its URL as sqlite:<path>, such as sqlite:data/local/log.db",
    );
  }
  const file = resolve(path);
  const writer = await openWriter(file);
  try {
    return createEventLog(realpathSync(file), writer, openReader(file), options);
  } catch (error) {
    await writer.close();
    throw error;
  }
}

type Stoppable = Readonly<{ stop: () => Promise<void> }>;

function createEventLog(file: string, writer: Writer, reader: Reader, options: EventLogOptions): EventLog {
  const watcher = createWatcher(file, reader);
  const clientId = options.clientId ?? String(process.pid);
  const source = { reader, watcher, writer, clientId };
  const running = new Set<Promise<Stoppable>>();
  const topics = new Map<string, Topic>();
  let closing: Promise<void> | undefined;
  /** Handlers may use the log until the last of them has ended. */
  let drained = false;

  function findTopic(name: string): Topic | undefined {
    const known = topics.get(name) ?? reader.topic(name);
    if (known !== undefined) topics.set(name, known);
    return known;
  }

  function topicNamed(name: string): Topic {
    if (drained) throw closedError();
    const topic = findTopic(name);
    if (topic === undefined) throw new Error(`there is no topic "${name}": create it first`);
    return topic;
  }

  const closedError = () => new Error(`the event log ${file} is closed`);

  /** Remembers what `close` has to stop, from before it has begun. */
  function tracked<T extends Stoppable>(open: () => Promise<T>): Promise<T> {
    if (closing !== undefined) throw closedError();
    const reading = open().then((opened) => ({ ...opened, stop: () => opened.stop().finally(forget) }));
    const forget = () => void running.delete(reading);
    running.add(reading);
    reading.catch(forget);
    return reading;
  }

  async function append(records: readonly NewRecord[]): Promise<RecordPosition[]> {
    if (drained) throw new AppendError(`the event log ${file} is closed`, "refused");
    const { packed, partitions } = packRecords(records, findTopic);
    if (records.length === 0) return [];
    const offsets = await writer.submit("append", packed).catch((error: unknown) => {
      if (!(error instanceof WriteFailedError)) throw error;
      throw new AppendError(`append failed: ${error.message}`, error.outcome, { cause: error });
    });
    watcher.grown(packed.partitionIds);
    return positionsOf(partitions, offsets);
  }

  async function close(): Promise<void> {
    const openings = await Promise.allSettled(running);
    const readings = openings.flatMap((opening) => (opening.status === "fulfilled" ? [opening.value] : []));
    await Promise.allSettled(readings.map((reading) => reading.stop()));
    drained = true;
    watcher.close();
    // Before the writer, which as the last connection folds the WAL into the file; a read-only one cannot.
    reader.close();
    await writer.close();
  }

  return {
    capabilities: sqliteCapabilities,
    async createTopics(definitions) {
      definitions.forEach(checkTopicDefinition);
      return writer.submit("createTopics", { topics: definitions });
    },
    append,
    consume: async (consume: ConsumeOptions) => {
      const partitions = consume.topics.flatMap((name) => topicNamed(name).partitions);
      return tracked(() => startGroupConsumer(source, consume, partitions));
    },
    tail: async (tail: TailOptions) => tracked(async () => startTail(source, tail, topicNamed(tail.topic))),
    ends: async (topic) => reader.ends(topicNamed(topic).partitions),
    committed: async (group, topic) =>
      topicNamed(topic).partitions.map((partition) => reader.committed(group, partition)),
    epoch: async (topic) => topicNamed(topic).epoch,
    close: () => (closing ??= close()),
  };
}
