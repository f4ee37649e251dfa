/**
 * The keyspace that serves: one per incarnation of the log. After the log was made anew its offsets start over, and so
 * must the state, which is then built from the new log beside what is left of the old.
 */
export function keyspaceOf(epoch: string): string {
  return `live.${epoch}`;
}
