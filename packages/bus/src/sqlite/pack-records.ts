import { AppendError } from "../event-log.ts";
import type { NewRecord, RecordPosition } from "../event-log.ts";
import { partitionFor } from "../murmur2.ts";
import type { Partition, Topic } from "./reader.ts";
import type { PackedRecords } from "./write-operations.ts";

const maxValueBytes = 16 * 1024 * 1024;

/** Chooses the partition of each record and copies the values, which the caller may change afterwards. */
export function packRecords(
  records: readonly NewRecord[],
  topicNamed: (name: string) => Topic | undefined,
): { packed: PackedRecords; partitions: Partition[] } {
  const partitions = records.map((record) => partitionOf(record, topicNamed));
  const sizes = records.map(({ value }) => value.length);
  const values = new Uint8Array(sizes.reduce((sum, size) => sum + size, 0));
  let start = 0;
  for (const { value } of records) {
    values.set(value, start);
    start += value.length;
  }
  const packed = {
    partitionIds: partitions.map(({ id }) => id),
    keys: records.map(({ key }) => key),
    headers: records.map(({ headers }) => packHeaders(headers)),
    sizes,
    values,
  };
  return { packed, partitions };
}

export function positionsOf(partitions: readonly Partition[], offsets: readonly number[]): RecordPosition[] {
  return partitions.map(({ topic, partition }, index) => ({ topic, partition, offset: offsets[index]! }));
}

function partitionOf({ topic, key, value }: NewRecord, topicNamed: (name: string) => Topic | undefined): Partition {
  if (typeof key !== "string" || key === "") throw new AppendError(`a record for "${topic}" has no key`, "refused");
  if (!(value instanceof Uint8Array) || value.length > maxValueBytes) {
    throw new AppendError(`the value of "${key}" for "${topic}" must be at most ${maxValueBytes} bytes`, "refused");
  }
  const found = topicNamed(topic);
  if (found === undefined) throw new AppendError(`there is no topic "${topic}": create it first`, "refused");
  return found.partitions[partitionFor(key, found.partitions.length)]!;
}

function packHeaders(headers: NewRecord["headers"]): string | null {
  return headers === undefined || Object.keys(headers).length === 0 ? null : JSON.stringify(headers);
}
