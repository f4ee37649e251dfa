/** Small numbers for ids: each keeps its own while it is there, and numbers are used again. */
export type Slots = Readonly<{
  /** By slot, all that ever were; what stands where none is means nothing. */
  ids: readonly string[];
  of(id: string): number | undefined;
  /** The slot of the id, from now on if it had none. */
  take(id: string): number;
  /** Gives the slot of the id back; answers it, undefined where it had none. */
  free(id: string): number | undefined;
}>;

export function createSlots(): Slots {
  const slots = new Map<string, number>();
  const ids: string[] = [];
  const free: number[] = [];
  return {
    ids,
    of: (id) => slots.get(id),
    take(id) {
      const own = slots.get(id);
      if (own !== undefined) return own;
      const slot = free.pop() ?? ids.length;
      ids[slot] = id;
      slots.set(id, slot);
      return slot;
    },
    free(id) {
      const slot = slots.get(id);
      if (slot === undefined) return undefined;
      slots.delete(id);
      free.push(slot);
      return slot;
    },
  };
}
