import { shardIds } from "../signal-state/shard-of.ts";
import type { ShardBatch, ShardId, SignalState } from "../signal-state/signal-state.ts";

/** How an application of a batch to a shard fails: nothing is applied, or it is and the answer is lost. */
export type Failure = "not applied" | "answer lost";

/** A member of the group has met with a failure of the state. */
export class StateFailedError extends Error {}

/** A state that fails where it is told to, and remembers what must never be done. */
export class WatchedState {
  readonly state: SignalState;
  /** What the next applications come to; those of other shards succeed. */
  failures: ReadonlyMap<ShardId, Failure> = new Map();
  /** After how many turns of others each call goes on, by turns. */
  turns: readonly number[] = [];
  #calls = 0;
  readonly #broken: string[] = [];
  readonly #underWay = new Set<Promise<unknown>>();

  constructor(inner: SignalState) {
    const apply: SignalState["apply"] = (batch) => {
      const applying = this.#turn(() => this.#apply(inner, batch)).finally(() => this.#underWay.delete(applying));
      this.#underWay.add(applying);
      return applying;
    };
    const ledgers: SignalState["ledgers"] = (...args) => this.#turn(() => inner.ledgers(...args));
    this.state = { ...inner, apply, ledgers };
  }

  /** Waits until nothing is being applied: what one shard fails at goes on in others. */
  async atRest(): Promise<void> {
    await Promise.allSettled(this.#underWay);
  }

  /** What was done and must never be. */
  broken(): readonly string[] {
    return this.#broken;
  }

  async #turn<T>(call: () => Promise<T>): Promise<T> {
    for (let left = this.turns[this.#calls++ % this.turns.length] ?? 0; left > 0; left--) await Promise.resolve();
    return call();
  }

  async #apply(inner: SignalState, batch: ShardBatch): Promise<"applied" | "gap"> {
    const failure = this.failures.get(batch.shard);
    if (failure === "not applied") throw new StateFailedError();
    if (batch.shard.startsWith("v") && batch.batchEnd > batch.expectedPrevious)
      await this.#expectFilmsFirst(inner, batch);
    const outcome = await inner.apply(batch);
    if (failure !== undefined) throw new StateFailedError();
    return outcome;
  }

  async #expectFilmsFirst(inner: SignalState, { keyspace, source, shard, batchEnd }: ShardBatch): Promise<void> {
    const fences = await inner.fences(keyspace, source);
    for (const film of shardIds(inner.shardCounts).filter((id) => id.startsWith("f"))) {
      const fence = fences.get(film)!;
      if (fence < batchEnd) this.#broken.push(`${shard} is given offset ${batchEnd} while ${film} is at ${fence}`);
    }
  }
}
