import { blockOf, type SyncGemm, type View } from "@projectionist/recsys";

/**
 * Where in `control` stands what: which parts of the product at hand are still to be taken (the lowest byte; above it a
 * number that tells products apart, so that nobody takes a part of one that is over), how many are not done, and the
 * product.
 */
const TICKET = 0;
const PENDING = 1;
const PRODUCT = 2;
const PARTS = 3;
const ALPHA = 4;
const BETA = 5;
const VIEWS = 6;
const VIEW_LENGTH = 5;
const FINISHED = -1;

/** Below this many multiplications one thread is done before others have woken. */
const WORTH_SHARING = 2_000_000;
/** So many parts for each thread: few, for each packs for itself what all need; several, for a thread may be held up. */
const PARTS_OF_THREAD = 2;
/** Fewer rows or columns do not make a part. */
const PART_SIZE = 64;

/** What the threads of one solution tell each other through. */
export function controlBlock(): Int32Array<SharedArrayBuffer> {
  return new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT * (VIEWS + 3 * VIEW_LENGTH)));
}

/**
 * Products whose parts are done by this thread and by all that `assist` on the same `control`, as each comes to it: one
 * that is late, or not there at all, leaves its share to the others. Views must lie in the buffer of `numbers`.
 */
export function sharedGemm(
  local: SyncGemm,
  threads: number,
  control: Int32Array,
  numbers: Float32Array,
): SyncGemm & { finish(): void } {
  const most = threads === 1 ? 1 : threads * PARTS_OF_THREAD;
  return {
    gemm(alpha, a, b, beta, c) {
      const parts = Math.min(most, Math.floor(Math.max(c.rows, c.columns) / PART_SIZE));
      if (parts < 2 || c.rows * c.columns * a.columns < WORTH_SHARING) return local.gemm(alpha, a, b, beta, c);
      const number = (control[PRODUCT]! + 1) & 0x7f_ffff;
      control.set([number, parts, alpha, beta, ...[a, b, c].flatMap((view) => encoded(view, numbers))], PRODUCT);
      Atomics.store(control, PENDING, parts);
      Atomics.store(control, TICKET, number * 256 + parts);
      Atomics.notify(control, TICKET);
      while (takePart(local, control, numbers));
      for (;;) {
        const pending = Atomics.load(control, PENDING);
        if (pending === 0) return;
        Atomics.wait(control, PENDING, pending);
      }
    },
    finish() {
      Atomics.store(control, TICKET, FINISHED);
      Atomics.notify(control, TICKET);
    },
  };
}

/** Does parts of the products that another thread shares, asleep between them, until that one has finished. */
export function assist(local: SyncGemm, control: Int32Array, numbers: Float32Array): void {
  for (;;) {
    while (takePart(local, control, numbers));
    const ticket = Atomics.load(control, TICKET);
    if (ticket === FINISHED) return;
    if (ticket % 256 === 0) Atomics.wait(control, TICKET, ticket);
  }
}

/** Does one part; false where none was left. */
function takePart(local: SyncGemm, control: Int32Array, numbers: Float32Array): boolean {
  for (;;) {
    const ticket = Atomics.load(control, TICKET);
    if (ticket === FINISHED || ticket % 256 === 0) return false;
    if (Atomics.compareExchange(control, TICKET, ticket, ticket - 1) !== ticket) continue;
    doPart((ticket % 256) - 1, local, control, numbers);
    if (Atomics.sub(control, PENDING, 1) === 1) Atomics.notify(control, PENDING);
    return true;
  }
}

function doPart(part: number, local: SyncGemm, control: Int32Array, numbers: Float32Array): void {
  const [a, b, c] = [decoded(control, 0, numbers), decoded(control, 1, numbers), decoded(control, 2, numbers)];
  const [alpha, beta] = [control[ALPHA]! as 1 | -1, control[BETA]! as 0 | 1];
  const byRows = c.rows >= c.columns;
  const size = byRows ? c.rows : c.columns;
  const parts = control[PARTS]!;
  const edge = (index: number) => (index === parts ? size : Math.floor((index * size) / parts / 8) * 8);
  const [from, count] = [edge(part), edge(part + 1) - edge(part)];
  if (byRows) local.gemm(alpha, blockOf(a, from, 0, count, a.columns), b, beta, blockOf(c, from, 0, count, c.columns));
  else local.gemm(alpha, a, blockOf(b, 0, from, b.rows, count), beta, blockOf(c, 0, from, c.rows, count));
}

function encoded(view: View, numbers: Float32Array): number[] {
  const start = (view.data.byteOffset - numbers.byteOffset) / Float32Array.BYTES_PER_ELEMENT;
  return [start + view.offset, view.rows, view.columns, view.rowStep, view.columnStep];
}

function decoded(control: Int32Array, index: number, data: Float32Array): View {
  const at = VIEWS + index * VIEW_LENGTH;
  return {
    data,
    offset: control[at]!,
    rows: control[at + 1]!,
    columns: control[at + 2]!,
    rowStep: control[at + 3]!,
    columnStep: control[at + 4]!,
  };
}
