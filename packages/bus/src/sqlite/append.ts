import type { DatabaseSync } from "node:sqlite";
import type { PackedRecords } from "./write-operations.ts";

/** Writes records within the transaction that is open, and answers the offset of each. */
export function createAppend(database: DatabaseSync): (records: PackedRecords) => number[] {
  const reserve = database.prepare(
    `UPDATE topic_partition SET next_offset = next_offset + ?, last_appended_at = max(last_appended_at, ?)
     WHERE id = ? RETURNING next_offset, last_appended_at`,
  );
  const insert = database.prepare(
    "INSERT INTO record (partition_id, offset, appended_at, key, headers, value) VALUES (?, ?, ?, ?, ?, ?)",
  );

  return ({ partitionIds, keys, headers, sizes, values }) => {
    const now = Date.now();
    const next = new Map<number, { offset: number; appendedAt: number }>();
    for (const [partitionId, count] of countBy(partitionIds)) {
      const row = reserve.get(count, now, partitionId) as { next_offset: number; last_appended_at: number } | undefined;
      if (row === undefined) throw new Error(`partition ${partitionId} is not in the file`);
      next.set(partitionId, { offset: row.next_offset - count, appendedAt: row.last_appended_at });
    }
    let start = 0;
    return partitionIds.map((partitionId, index) => {
      const place = next.get(partitionId)!;
      const end = start + sizes[index]!;
      const value = values.subarray(start, end);
      insert.run(partitionId, place.offset, place.appendedAt, keys[index]!, headers[index]!, value);
      start = end;
      return place.offset++;
    });
  };
}

function countBy(ids: readonly number[]): Map<number, number> {
  const counts = new Map<number, number>();
  for (const id of ids) counts.set(id, (counts.get(id) ?? 0) + 1);
  return counts;
}
