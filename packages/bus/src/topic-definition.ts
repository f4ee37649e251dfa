import type { TopicDefinition } from "./event-log.ts";

/** Throws a RangeError that names the fault when a topic could not exist on every engine (Kafka's rule for names). */
export function checkTopicDefinition({ name, partitions, cleanup, retentionMs }: TopicDefinition): void {
  if (!/^[A-Za-z0-9._-]{1,249}$/.test(name) || name === "." || name === "..") {
    throw new RangeError(`topic name "${name}" must be 1 to 249 of the characters A-Z a-z 0-9 . _ -`);
  }
  if (!Number.isInteger(partitions) || partitions < 1 || partitions > 1000) {
    throw new RangeError(`topic "${name}": partitions must be a whole number from 1 to 1000, not ${partitions}`);
  }
  if (cleanup === "delete" && !(Number.isInteger(retentionMs) && Number(retentionMs) > 0)) {
    throw new RangeError(
      `topic "${name}": retentionMs must be whole milliseconds from 1 where old records are deleted`,
    );
  }
}
