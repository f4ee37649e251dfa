/** Lets work in until it is closed; closing waits for the work that is inside. */
export function createGate(name: string) {
  const inside = new Set<Promise<unknown>>();
  let closing: Promise<void> | undefined;
  return {
    /** @throws the gate is closed */
    async enter<R>(work: () => Promise<R>): Promise<R> {
      if (closing !== undefined) throw new Error(`${name} is closed`);
      const working = work();
      inside.add(working);
      try {
        return await working;
      } finally {
        inside.delete(working);
      }
    },
    /** Calls `last` once, after the work. */
    close(last: () => Promise<void>): Promise<void> {
      return (closing ??= Promise.allSettled(inside).then(last));
    },
  };
}

export type Gate = ReturnType<typeof createGate>;
