/** Writes values one at a time; of those that come while one is written, the latest only. */
export function createLatestWrite<T>(write: (value: T) => Promise<void>) {
  let next: { value: T } | undefined;
  let writing: Promise<void> | undefined;

  async function run(): Promise<void> {
    for (let current = next; current; current = next) {
      next = undefined;
      await write(current.value);
    }
    writing = undefined;
  }

  return {
    put(value: T): void {
      next = { value };
      writing ??= run();
    },
    /** Answers once the latest value is written. */
    done: async (): Promise<void> => writing,
  };
}
