import { withNewKeyspace, type Slot } from "../rebuild/build-slot.ts";
import { compareKeyspaces } from "../rebuild/compare-keyspaces.ts";
import type { HeldPartitions } from "../projector/held-partitions.ts";
import type { World } from "./world.ts";

const task = { signal: new AbortController().signal, progress: () => {}, log: () => {} };

/** A rebuild that goes on while other things happen: the log is counted again, in steps, into a keyspace of its own. */
export class Rebuilding {
  readonly #world: World;
  readonly #slot: Slot;
  readonly #held: HeldPartitions;
  readonly #work: PromiseWithResolvers<void>;
  readonly #done: Promise<void>;

  private constructor(world: World, slot: Slot, work: PromiseWithResolvers<void>, done: Promise<void>) {
    this.#world = world;
    this.#slot = slot;
    this.#held = world.holding(slot.keyspace);
    this.#work = work;
    this.#done = done;
  }

  static async start(world: World, name: string): Promise<Rebuilding> {
    const begun = Promise.withResolvers<Slot>();
    const work = Promise.withResolvers<void>();
    const done = withNewKeyspace(world.control, { name, dropPrevious: false, task }, (slot) => {
      begun.resolve(slot);
      return work.promise;
    });
    done.catch(begun.reject);
    return new Rebuilding(world, await begun.promise, work, done);
  }

  /** Counts so many more records; `gap` when the store has lost what was counted before. */
  async step(partition: number, size: number): Promise<"applied" | "gap"> {
    const projector = this.#held.projector(partition) ?? (await this.#held.begin(partition));
    const from = projector.applied + 1;
    const to = Math.min(from + size, this.#world.recorded.ends()[partition]!);
    if (to === from) return "applied";
    return projector.project(this.#world.recorded.events(partition, from, to), to - 1);
  }

  /** Counts the rest, compares what serves with what was built, and lets that serve. */
  async swap(): Promise<void> {
    const { active, keyspace } = this.#slot;
    await this.#world.finish(active);
    await this.#world.finish(keyspace);
    const { comparison } = await compareKeyspaces(
      this.#world.state,
      { served: active, rebuilt: keyspace },
      task.signal,
    );
    if (comparison !== null) throw new Error(`a rebuild found differences: ${JSON.stringify(comparison)}`);
    await this.#slot.swap();
    this.#world.note("rebuilds");
    this.#work.resolve();
    await this.#done;
  }

  async abandon(): Promise<void> {
    const abandoned = new Error("abandoned");
    this.#work.reject(abandoned);
    await this.#done.catch((error: unknown) => {
      if (error !== abandoned) throw error;
    });
  }
}
