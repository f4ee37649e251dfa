import type { Tail, TailOptions } from "../event-log.ts";
import { startPartitionLoop } from "./partition-loop.ts";
import type { LoopSource } from "./partition-loop.ts";
import type { Topic } from "./reader.ts";

export function startTail(source: LoopSource, options: TailOptions, { name, partitions }: Topic): Tail {
  const ends = () => source.reader.ends(partitions);
  const start = options.from === "end" ? ends() : options.from;
  const onError = options.onError ?? ((error: Error) => process.emitWarning(error));
  const waiting = new Set<{ targets: number[]; resolve: () => void; reject: (error: Error) => void }>();
  let stopping: Promise<void> | undefined;

  const loops = partitions.map((partition, index) =>
    startPartitionLoop(source, {
      partition,
      maxRecords: options.maxRecords ?? 500,
      from: start[index] ?? 0,
      handle: ({ records }) => options.onRecords(records),
      onError,
      onProgress: settle,
    }),
  );

  const positions = () => loops.map((loop) => loop.position());
  const isBehind = (targets: readonly number[]) => positions().some((position, index) => position < targets[index]!);

  function settle(): void {
    for (const waiter of waiting) {
      if (isBehind(waiter.targets)) continue;
      waiting.delete(waiter);
      waiter.resolve();
    }
  }

  async function stop(): Promise<void> {
    await Promise.all(loops.map((loop) => loop.stop()));
    for (const { reject } of waiting) reject(new Error(`the tail of "${name}" was stopped before it had caught up`));
    waiting.clear();
  }

  return {
    positions,
    async caughtUp() {
      const targets = ends();
      if (!isBehind(targets)) return;
      if (stopping !== undefined) throw new Error(`the tail of "${name}" is stopped`);
      const { promise, resolve, reject } = Promise.withResolvers<void>();
      waiting.add({ targets, resolve, reject });
      await promise;
    },
    stop: () => (stopping ??= stop()),
  };
}
