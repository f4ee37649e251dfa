import { startErasedSweep } from "../background/sweep-erased.ts";
import { createLogger } from "@projectionist/service-kit";
import type { Collections } from "./collections.ts";
import type { SignalRecord } from "./ledger.ts";
import { createProgress } from "./progress.ts";
import { createProject } from "./project.ts";
import { pick, randomOf, randomSignals } from "./random-signals.fixture.ts";
import { CrashError, crashing } from "./store.fixture.ts";
import { createMovieWriter } from "./write-movies.ts";
import { OvertakenError } from "./write-viewers.ts";

export type Faults = { crashes: number; zombies: number; overtaken: number; rebalances: number; redeliveries: number };
export const noFaults = (): Faults => ({ crashes: 0, zombies: 0, overtaken: 0, rebalances: 0, redeliveries: 0 });

type Consumer = { next: number; project(records: readonly SignalRecord[]): Promise<void> };

/**
 * Projects two partitions of random signals while consumers die between any two writes, or before they note their
 * progress; while others that lost the partition go on with old batches at the same time; while partitions change hands
 * and batches come again with other boundaries. Then a last start, and the rest in peace. Answers the partitions.
 */
export async function simulate(seed: number, collections: Collections, faults: Faults): Promise<SignalRecord[][]> {
  const random = randomOf(seed);
  const below = (bound: number) => Math.floor(random() * bound);
  const partitions = [0, 1].map((partition) => randomSignals(random, partition, 60 + below(60)));
  const progress = createProgress(collections.progress, "epoch");
  const mortal = crashing(collections);

  /** A consumer from the given index on: in the records of its partition, those with lower offsets are behind it. */
  async function start(partition: number, using = collections, back = 0): Promise<Consumer> {
    const reached = (await progress.read())[partition] ?? 0;
    const index = partitions[partition]!.findIndex(({ offset }) => offset >= reached);
    const project = createProject(using, createMovieWriter(using.movies));
    const next = Math.max(0, (index === -1 ? partitions[partition]!.length : index) - back);
    return { next, project: (records) => project(partition, records) };
  }
  const owners = [await start(0), await start(1)];

  /** One batch, and the progress noted unless the consumer dies just before. */
  async function deliver(partition: number, consumer: Consumer, dies = false): Promise<void> {
    const batch = partitions[partition]!.slice(consumer.next, consumer.next + 1 + below(14));
    const last = batch.at(-1);
    if (!last) return;
    await consumer.project(batch);
    if (dies) throw new CrashError("died before its progress was noted");
    await progress.advance(partition, last.offset + 1);
    consumer.next += batch.length;
  }

  async function survive(partition: number, delivering: Promise<void>): Promise<void> {
    try {
      await delivering;
    } catch (error) {
      if (error instanceof CrashError) faults.crashes++;
      else if (isOvertaken(error)) faults.overtaken++;
      else throw error;
      owners[partition] = await start(partition);
    }
  }

  async function crash(partition: number): Promise<void> {
    const consumer = await start(partition, mortal.collections);
    mortal.crashAt(1 + below(6), pick(random, ["before", "half", "after"] as const));
    await survive(partition, deliver(partition, consumer, random() < 0.5));
    mortal.crashAt(Infinity, "before");
  }

  /** Another consumer believes that it still holds the partition, and may die of it. */
  async function zombie(partition: number): Promise<void> {
    faults.zombies++;
    const old = await start(partition, mortal.collections, below(25));
    mortal.crashAt(random() < 0.5 ? 1 + below(8) : Infinity, pick(random, ["before", "half", "after"] as const));
    const late = Array.from({ length: 2 }).reduce<Promise<void>>(
      (before) => before.then(() => deliver(partition, old)),
      Promise.resolve(),
    );
    await Promise.all([survive(partition, late), survive(partition, deliver(partition, owners[partition]!))]);
    mortal.crashAt(Infinity, "before");
  }

  for (let step = 0; step < 50; step++) {
    const partition = below(2);
    const dice = random();
    if (dice < 0.35) await survive(partition, deliver(partition, owners[partition]!));
    else if (dice < 0.6) await crash(partition);
    else if (dice < 0.85) await zombie(partition);
    else {
      const back = dice < 0.92 ? below(20) : 0;
      faults[back > 0 ? "redeliveries" : "rebalances"]++;
      owners[partition] = await start(partition, collections, back);
    }
  }
  await startErasedSweep(collections, createLogger({ service: "test", level: "silent" })).done;
  for (const [partition, records] of partitions.entries()) {
    const last = await start(partition);
    while (last.next < records.length) await deliver(partition, last);
  }
  return partitions;
}

/** A film that is written without asking its fence: the control, to show what fences are good for. */
export function withoutFences(collections: Collections): Collections {
  const { movies } = collections;
  const getMany: typeof movies.getMany = async (ids) => {
    const found = await movies.getMany(ids);
    return new Map([...found].map(([id, stored]) => [id, { ...stored, value: { ...stored.value, fences: {} } }]));
  };
  return { ...collections, movies: { ...movies, getMany } };
}

function isOvertaken(error: unknown): boolean {
  return error instanceof OvertakenError || (error as Error).name === "VersionConflictError";
}
