/** For each numbered value the slots of what has it, in no order. */
export type SlotLists = Readonly<{
  add(value: number, slot: number): void;
  remove(value: number, slot: number): void;
  /** As they are now. */
  of(value: number): Int32Array;
  /** Values from there on have no slots. */
  size(): number;
}>;

type List = { slots: Int32Array; length: number };

const none = new Int32Array(0);

export function createSlotLists(): SlotLists {
  const lists: List[] = [];
  return {
    add(value, slot) {
      while (lists.length <= value) lists.push({ slots: new Int32Array(4), length: 0 });
      const list = lists[value]!;
      if (list.length === list.slots.length) {
        const more = new Int32Array(2 * list.length);
        more.set(list.slots);
        list.slots = more;
      }
      list.slots[list.length++] = slot;
    },
    remove(value, slot) {
      const list = lists[value];
      const place = list?.slots.subarray(0, list.length).indexOf(slot) ?? -1;
      if (list && place >= 0) list.slots[place] = list.slots[--list.length]!;
    },
    of: (value) => lists[value]?.slots.subarray(0, lists[value].length) ?? none,
    size: () => lists.length,
  };
}
