/** Where a term stands: for each document and field how often, one document's behind each other and else in no order. */
export type Postings = {
  slots: Int32Array;
  /** `field + FIELDS * count`. */
  counts: Uint16Array;
  length: number;
  /** How many documents have the term. */
  documents: number;
};

/** An index has fewer fields than this. */
export const FIELDS = 16;
const MOST = 0xffff / FIELDS;

export const noPostings = (): Postings => ({
  slots: new Int32Array(2),
  counts: new Uint16Array(2),
  length: 0,
  documents: 0,
});

/** Adds that the term stands `count` times in a document's field. The document's other fields come right before or after. */
export function addPosting(postings: Postings, slot: number, field: number, count: number): void {
  if (postings.length === postings.slots.length) resize(postings, postings.length * 2);
  postings.slots[postings.length] = slot;
  postings.counts[postings.length++] = field + FIELDS * Math.min(Math.floor(MOST), count);
}

/** Forgets all of a document. */
export function removePostings(postings: Postings, slot: number): void {
  const { slots, counts, length } = postings;
  let kept = 0;
  for (let at = 0; at < length; at++) {
    if (slots[at] === slot) continue;
    slots[kept] = slots[at]!;
    counts[kept++] = counts[at]!;
  }
  if (kept < length) postings.documents--;
  postings.length = kept;
  if (kept * 4 < slots.length) resize(postings, Math.max(2, kept * 2));
}

function resize(postings: Postings, room: number): void {
  const { slots, counts, length } = postings;
  postings.slots = new Int32Array(room);
  postings.slots.set(slots.subarray(0, length));
  postings.counts = new Uint16Array(room);
  postings.counts.set(counts.subarray(0, length));
}
