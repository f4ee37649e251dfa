import { randomUUID } from "node:crypto";
import type { DatabaseSync } from "node:sqlite";
import type { TopicDefinition } from "../event-log.ts";
import { Refusal } from "./write-operations.ts";

/**
 * Adds the topics that are missing, and answers their names, within the transaction that is open; refused as `conflict`
 * when one differs.
 */
export function createTopicCreation(database: DatabaseSync): (topics: readonly TopicDefinition[]) => string[] {
  const countPartitions = database.prepare(
    "SELECT count(*) AS n FROM topic_partition WHERE topic_id = (SELECT id FROM topic WHERE name = ?)",
  );
  const insertTopic = database.prepare("INSERT INTO topic (name, epoch) VALUES (?, ?) RETURNING id");
  const insertPartition = database.prepare("INSERT INTO topic_partition (topic_id, number) VALUES (?, ?)");

  return (topics) => {
    const missing = new Map<string, number>();
    for (const { name, partitions } of topics) {
      const stored = (countPartitions.get(name) as { n: number }).n;
      const known = stored > 0 ? stored : (missing.get(name) ?? partitions);
      if (known !== partitions) {
        throw new Refusal("conflict", `topic "${name}" has ${known} partitions, not ${partitions}: ask for ${known}`);
      }
      if (stored === 0) missing.set(name, partitions);
    }
    for (const [name, partitions] of missing) {
      const { id } = insertTopic.get(name, randomUUID()) as { id: number };
      for (let number = 0; number < partitions; number++) insertPartition.run(id, number);
    }
    return [...missing.keys()];
  };
}
