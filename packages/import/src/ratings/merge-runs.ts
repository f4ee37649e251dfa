import { compareRatings, type Rating } from "./rating.ts";

const GROUP = 4096;

/** The head of a run: its ratings are taken one by one, the next group fetched when the last is used up. */
type Cursor = { group: readonly Rating[]; at: number; rest: AsyncIterator<readonly Rating[]> };

/** Runs that are sorted each, as one that is sorted, in groups. Holds one group of every run. */
export async function* mergeRuns(runs: readonly AsyncIterable<readonly Rating[]>[]): AsyncGenerator<readonly Rating[]> {
  const cursors: Cursor[] = runs.map((run) => ({ group: [], at: 0, rest: run[Symbol.asyncIterator]() }));
  const heap: Cursor[] = [];
  try {
    for (const cursor of cursors) if (await fill(cursor)) push(heap, cursor);
    let merged: Rating[] = [];
    for (let cursor = heap[0]; cursor; cursor = heap[0]) {
      merged.push(head(cursor));
      cursor.at++;
      if (cursor.at < cursor.group.length || (await fill(cursor))) sink(heap, 0);
      else removeTop(heap);
      if (merged.length < GROUP) continue;
      yield merged;
      merged = [];
    }
    yield merged;
  } finally {
    for (const { rest } of cursors) await rest.return?.();
  }
}

async function fill(cursor: Cursor): Promise<boolean> {
  do {
    const next = await cursor.rest.next();
    if (next.done) return false;
    cursor.group = next.value;
    cursor.at = 0;
  } while (cursor.group.length === 0);
  return true;
}

function head({ group, at }: Cursor): Rating {
  return group[at]!;
}

function before(a: Cursor, b: Cursor): boolean {
  return compareRatings(head(a), head(b)) < 0;
}

function push(heap: Cursor[], cursor: Cursor): void {
  heap.push(cursor);
  for (let at = heap.length - 1; at > 0;) {
    const parent = (at - 1) >> 1;
    if (!before(heap[at]!, heap[parent]!)) return;
    swap(heap, at, parent);
    at = parent;
  }
}

function removeTop(heap: Cursor[]): void {
  const last = heap.pop()!;
  if (heap.length === 0) return;
  heap[0] = last;
  sink(heap, 0);
}

function sink(heap: Cursor[], from: number): void {
  for (let at = from; ;) {
    const left = 2 * at + 1;
    const right = left + 1;
    let least = at;
    if (left < heap.length && before(heap[left]!, heap[least]!)) least = left;
    if (right < heap.length && before(heap[right]!, heap[least]!)) least = right;
    if (least === at) return;
    swap(heap, at, least);
    at = least;
  }
}

function swap(heap: Cursor[], a: number, b: number): void {
  [heap[a], heap[b]] = [heap[b]!, heap[a]!];
}
