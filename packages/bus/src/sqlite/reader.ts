import type { DatabaseSync } from "node:sqlite";
import type { LogRecord } from "../event-log.ts";
import { openForReading } from "./open-database.ts";
import { createTurns } from "./turns.ts";

const maxSliceRecords = 500;
const maxSliceBytes = 1024 * 1024;

export type Topic = Readonly<{ name: string; epoch: string; partitions: readonly Partition[] }>;
/** `id` is the partition's number in the file, unlike `partition`, which counts within the topic. */
export type Partition = Readonly<{ id: number; topic: string; partition: number }>;
/** Some records of a partition that follow one another, and the partition's end when they were read. */
export type Slice = Readonly<{ records: readonly LogRecord[]; end: number }>;

/** The read side of the file, on a connection of its own; every call is one short query. */
export interface Reader {
  topic(name: string): Topic | undefined;
  ends(partitions: readonly Partition[]): number[];
  committed(group: string, partition: Partition): number | undefined;
  generation(group: string): number | undefined;
  /** Changes whenever another connection has committed something. */
  dataVersion(): number;
  /** At most 500 records and about 1 MiB, but one record at least when there is one. */
  slice(partition: Partition, from: number, maxRecords: number): Promise<Slice>;
  close(): void;
}

type RecordRow = { offset: number; appended_at: number; key: string; headers: string | null; value: Uint8Array };

/** @throws {EngineOpenError} */
export function openReader(path: string): Reader {
  const database = openForReading(path);
  const inTurn = createTurns();
  const topic = database.prepare("SELECT id, epoch FROM topic WHERE name = ?");
  const partitions = database.prepare("SELECT id, number FROM topic_partition WHERE topic_id = ? ORDER BY number");
  const end = database.prepare("SELECT next_offset FROM topic_partition WHERE id = ?");
  const committed = database.prepare(
    "SELECT next_offset FROM committed_offset WHERE group_name = ? AND partition_id = ?",
  );
  const generation = database.prepare("SELECT generation FROM consumer_group WHERE name = ?");
  const dataVersion = database.prepare("PRAGMA data_version");
  const readSlice = createSliceQuery(database);
  const endOf = ({ id }: Partition) => (end.get(id) as { next_offset: number }).next_offset;

  return {
    topic(name) {
      const row = topic.get(name) as { id: number; epoch: string } | undefined;
      if (row === undefined) return undefined;
      const rows = partitions.all(row.id) as { id: number; number: number }[];
      return {
        name,
        epoch: row.epoch,
        partitions: rows.map(({ id, number }) => ({ id, topic: name, partition: number })),
      };
    },
    ends: (of) => of.map(endOf),
    committed: (group, { id }) => (committed.get(group, id) as { next_offset: number } | undefined)?.next_offset,
    generation: (group) => (generation.get(group) as { generation: number } | undefined)?.generation,
    dataVersion: () => (dataVersion.get() as { data_version: number }).data_version,
    slice: (partition, from, maxRecords) =>
      inTurn(() => {
        const records = readSlice(partition, from, Math.min(maxRecords, maxSliceRecords));
        // The end is read after the records, so that it never lies before them.
        return { records, end: endOf(partition) };
      }),
    close: () => database.close(),
  };
}

function createSliceQuery(database: DatabaseSync) {
  const query = database.prepare(
    `SELECT offset, appended_at, key, headers, value FROM record
     WHERE partition_id = ? AND offset >= ? ORDER BY offset LIMIT ?`,
  );
  return ({ id, topic, partition }: Partition, from: number, limit: number): LogRecord[] => {
    const records: LogRecord[] = [];
    let bytes = 0;
    for (const row of query.iterate(id, from, limit) as Iterable<RecordRow>) {
      const { offset, key, value, appended_at: appendedAt } = row;
      const headers = row.headers === null ? {} : (JSON.parse(row.headers) as Record<string, string>);
      records.push({ topic, partition, offset, key, value, headers, appendedAt });
      bytes += value.length;
      if (bytes >= maxSliceBytes) break;
    }
    return records;
  };
}
