/**
 * Where a reader stands in the log: per partition, the last offset that is reflected. Clients get it as an opaque,
 * URL-safe string.
 */
export type Position = Readonly<{ epoch: string; offsets: ReadonlyMap<number, number> }>;

const PATTERN = /^1\.([A-Za-z0-9_-]{1,45})((?:\.\d{1,5}-\d{1,16}){0,1024})$/;

/** `1.<epoch>.<partition>-<offset>…`, partitions ascending. */
export function encodePosition(position: Position): string {
  const parts = [...position.offsets]
    .toSorted(([a], [b]) => a - b)
    .map(([partition, offset]) => `.${partition}-${offset}`);
  return `1.${position.epoch}${parts.join("")}`;
}

/** The position that a client sent back; undefined when it is not one of ours. */
export function decodePosition(text: string): Position | undefined {
  const match = PATTERN.exec(text);
  if (!match) return undefined;
  const [, epoch = "", list = ""] = match;
  const offsets = new Map<number, number>();
  for (const part of list.split(".").filter(Boolean)) {
    const [partition = 0, offset = 0] = part.split("-").map(Number);
    if (offsets.has(partition) || !Number.isSafeInteger(offset)) return undefined;
    offsets.set(partition, offset);
  }
  return { epoch, offsets };
}

/** Whether a reader at `reached` reflects everything that `wanted` names. Positions of different epochs never do. */
export function covers(reached: Position, wanted: Position): boolean {
  if (reached.epoch !== wanted.epoch) return false;
  for (const [partition, offset] of wanted.offsets) {
    if ((reached.offsets.get(partition) ?? -1) < offset) return false;
  }
  return true;
}
