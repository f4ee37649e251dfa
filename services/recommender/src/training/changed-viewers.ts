/** Whose histories of one partition are to be counted anew. */
export type Changed = Readonly<{
  userIds: Iterable<string>;
  /** The last offset that was read. */
  offset: number;
  /** The last erasure among what was read; -1 where there is none. */
  erasedAt: number;
}>;

type Collected = { readonly userIds: Set<string>; offset: number; erasedAt: number };

/** Viewers who have acted since they were counted, each once however often, by partition of the signals topic. */
export class ChangedViewers {
  #changed = new Map<number, Collected>();

  /** How many viewers there are. */
  get size(): number {
    return [...this.#changed.values()].reduce((count, { userIds }) => count + userIds.size, 0);
  }

  /** Adds what was read of a partition, in any order and also again. */
  add(partition: number, { userIds, offset, erasedAt }: Changed): void {
    const collected = this.#changed.get(partition) ?? { userIds: new Set(), offset: -1, erasedAt: -1 };
    for (const userId of userIds) collected.userIds.add(userId);
    collected.offset = Math.max(collected.offset, offset);
    collected.erasedAt = Math.max(collected.erasedAt, erasedAt);
    this.#changed.set(partition, collected);
  }

  /** Everything that was added since the last time, which whoever cannot count it adds again. */
  take(): Map<number, Changed> {
    const taken = this.#changed;
    this.#changed = new Map();
    return taken;
  }
}
