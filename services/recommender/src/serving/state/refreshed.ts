export type RefreshedOptions = Readonly<{
  /** So old it is given as it is, in milliseconds. */
  freshMs: number;
  /** So old it is still given, while a new one is made. */
  usableMs: number;
  /** A new one is begun so many times the time later that the last took, where that is longer than `freshMs`. */
  restsPerWork?: number;
}>;

/**
 * A value that is made when it is asked for, and kept for a while. While it is asked for often nobody waits for it, for the
 * next is made behind the last. Rejects as `make` does where there is none that could still be given.
 */
export function refreshed<T>(make: () => Promise<T>, options: RefreshedOptions): () => Promise<T> {
  const { freshMs, usableMs, restsPerWork = 0 } = options;
  let last: Readonly<{ value: T; begunAt: number; freshMs: number }> | undefined;
  let making: Promise<T> | undefined;

  async function begin(): Promise<T> {
    const begunAt = performance.now();
    try {
      const value = await make();
      last = { value, begunAt, freshMs: Math.max(freshMs, (performance.now() - begunAt) * restsPerWork) };
      return value;
    } finally {
      making = undefined;
    }
  }

  return async () => {
    const age = last ? performance.now() - last.begunAt : Infinity;
    if (last && age < last.freshMs) return last.value;
    making ??= begin();
    if (!last || age >= Math.max(usableMs, last.freshMs)) return making;
    making.catch(() => {
      // Who asks once it is too old is told.
    });
    return last.value;
  };
}
