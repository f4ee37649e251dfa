import type { WorkerContext } from "./run-in-worker.ts";

export function doubled(numbers: Float64Array, { progress, transfer }: WorkerContext<number>): Float64Array {
  for (let i = 0; i < numbers.length; i++) {
    numbers[i]! *= 2;
    progress(i + 1);
  }
  if (numbers.buffer instanceof ArrayBuffer) transfer(numbers.buffer);
  return numbers;
}

export async function failing(message: string): Promise<never> {
  throw new RangeError(message);
}

export function endless(): never {
  for (;;);
}

export function ending(code: number): void {
  process.exit(code);
}

export const uncloneable = () => () => {};
