/** Sends items in batches, several under way at once, and never two of the same lane. */
export type Sender<T> = Readonly<{
  /** Takes an item; when it answers a promise, wait for it before the next one. */
  push(item: T, key: number): Promise<void> | undefined;
  /** How many items, from the first on, are sent without a gap. */
  sentUpTo(): number;
  /** Sends what is held and resolves once all is sent. */
  finish(): Promise<void>;
  /** Resolves once what is under way has ended; what is held stays. Never rejects. */
  settle(): Promise<void>;
}>;

type Lane<T> = { held: T[]; firstHeld: number; firstUnderWay: number | undefined; underWay: Promise<void> };

/**
 * A sender whose items of one key are sent in the order in which they were pushed: a key belongs to one lane, and a lane
 * sends one batch after the other. After a failed `send` nothing more is sent, and `push` or `finish` reject with it.
 */
export function createSender<T>({
  lanes: count,
  batchSize,
  send,
}: Readonly<{ lanes: number; batchSize: number; send: (items: readonly T[]) => Promise<void> }>): Sender<T> {
  let pushed = 0;
  let failure: { error: unknown } | undefined;
  const lanes: Lane<T>[] = Array.from({ length: count }, () => ({
    held: [],
    firstHeld: 0,
    firstUnderWay: undefined,
    underWay: Promise.resolve(),
  }));

  async function flush(lane: Lane<T>): Promise<void> {
    await lane.underWay;
    if (failure) throw failure.error;
    const items = lane.held;
    lane.held = [];
    lane.firstUnderWay = lane.firstHeld;
    lane.underWay = send(items).then(
      () => {
        lane.firstUnderWay = undefined;
      },
      (error: unknown) => {
        failure ??= { error };
      },
    );
  }

  return {
    push(item, key) {
      const lane = lanes[key % count]!;
      if (lane.held.length === 0) lane.firstHeld = pushed;
      lane.held.push(item);
      pushed++;
      return lane.held.length < batchSize ? undefined : flush(lane);
    },
    sentUpTo() {
      const waiting = lanes.flatMap((lane) => lane.firstUnderWay ?? (lane.held.length > 0 ? lane.firstHeld : []));
      return Math.min(pushed, ...waiting);
    },
    async finish() {
      await Promise.all(lanes.filter(({ held }) => held.length > 0).map(flush));
      await Promise.all(lanes.map(({ underWay }) => underWay));
      if (failure) throw failure.error;
    },
    async settle() {
      await Promise.all(lanes.map(({ underWay }) => underWay));
    },
  };
}
