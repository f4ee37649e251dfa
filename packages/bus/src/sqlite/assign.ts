/**
 * Shares partitions among the members that read them, round-robin in the order given: the same input gives the same
 * shares, and numbers of partitions per member differ by one at most where all members read the same.
 */
export function assign(
  members: readonly Readonly<{ id: string; partitionIds: readonly number[] }>[],
): Map<string, Set<number>> {
  const shares = new Map(members.map(({ id }) => [id, new Set<number>()]));
  const readers = new Map<number, string[]>();
  for (const { id, partitionIds } of members) {
    for (const partitionId of partitionIds) {
      const others = readers.get(partitionId);
      if (others === undefined) readers.set(partitionId, [id]);
      else others.push(id);
    }
  }
  let turn = 0;
  for (const [partitionId, ids] of [...readers].sort(([a], [b]) => a - b)) {
    const id = ids[turn++ % ids.length]!;
    shares.get(id)!.add(partitionId);
  }
  return shares;
}
