import { changeControl, readControl, type ControlOf } from "../control/change-control.ts";
import { HeldPartitions } from "../projector/held-partitions.ts";
import type { PartitionProjector } from "../projector/partition-projector.ts";
import type { ShardId, SignalState } from "../signal-state/signal-state.ts";
import type { ModelledLog } from "./modelled-log.ts";
import type { TestedStore } from "./tested-store.ts";
import { StateFailedError, WatchedState, type Failure } from "./watched-state.ts";

export const WINDOW = 5;
const EPOCH = "e1";

/** What happened, by name. */
export type Happenings = Map<string, number>;

export type WorldParts = Readonly<{
  log: ModelledLog;
  store: TestedStore;
  happenings: Happenings;
  /** The state as members have it, where something shall be wrong with it. */
  spoil: (state: SignalState, log: World["log"]) => SignalState;
}>;

export type Delivery = Readonly<{
  partition: number;
  /** So many records beyond what the member has applied, and so many of those before once more. */
  size: number;
  back: number;
  failures: ReadonlyMap<ShardId, Failure>;
  /** What a member does that met with a failure. */
  failed: "dies" | "tries again";
  /** The state is saved at the same time. */
  saving: boolean;
}>;

type Member = Readonly<{ keyspace: string; held: HeldPartitions }>;

/** A log, a state, and the members of the projectors' group: two, that may each believe to hold any partition. */
export class World {
  /** As much of a log as projectors need. */
  readonly log;
  readonly control: ControlOf;
  readonly #parts: WorldParts;
  readonly #watched: WatchedState;
  readonly #members: (Member | undefined)[] = [];
  readonly #committed = [0, 0];

  constructor(parts: WorldParts) {
    this.#parts = parts;
    this.log = {
      ends: async () => parts.log.ends(),
      committed: async () => this.#committed,
    };
    this.#watched = new WatchedState(parts.spoil(parts.store.state, this.log));
    this.control = { state: this.state, epoch: EPOCH, onChanged: async () => {} };
  }

  get state(): SignalState {
    return this.#watched.state;
  }

  get recorded(): ModelledLog {
    return this.#parts.log;
  }

  broken(): readonly string[] {
    return this.#watched.broken();
  }

  source(partition: number) {
    return { epoch: EPOCH, partition };
  }

  note(happening: string): void {
    const { happenings } = this.#parts;
    happenings.set(happening, (happenings.get(happening) ?? 0) + 1);
  }

  /** The keyspaces that count the log now, whole or in part; the one that serves first. */
  async keyspaces(): Promise<string[]> {
    const { active, previous, building } = await readControl(this.control);
    return [active, previous, building?.keyspace].filter((keyspace) => keyspace != null);
  }

  /** The member gets the partition, in the keyspace that serves now. */
  async begin(member: number, partition: number): Promise<PartitionProjector> {
    const keyspace = await this.serving();
    if (this.#members[member]?.keyspace !== keyspace)
      this.#members[member] = { keyspace, held: this.holding(keyspace) };
    return this.#members[member].held.begin(partition);
  }

  async serving(): Promise<string> {
    return (await readControl(this.control)).active;
  }

  /** One that goes on behind the fences of a keyspace. */
  holding(keyspace: string): HeldPartitions {
    const { log, state } = this;
    return new HeldPartitions({ log, topic: "activity.signals", epoch: EPOCH, state, window: WINDOW, keyspace });
  }

  /** The member is gone; another comes in its place. */
  restart(member: number): void {
    this.#members[member] = undefined;
  }

  async deliver(member: number, delivery: Delivery): Promise<void> {
    const { partition, failures, failed, saving } = delivery;
    const projector = this.#members[member]?.held.projector(partition) ?? (await this.begin(member, partition));
    this.#watched.failures = failures;
    const saved = saving ? this.#parts.store.save() : undefined;
    try {
      await this.#project(member, projector, delivery);
    } catch (error) {
      if (!(error instanceof StateFailedError)) throw error;
      this.note("applications failed between shards");
      await this.#watched.atRest();
      this.#watched.failures = new Map();
      if (failed === "dies") this.restart(member);
      else await this.#project(member, projector, delivery);
    } finally {
      this.#watched.failures = new Map();
      await saved;
    }
  }

  /** Members do things at the same time; calls of the state go on after so many turns, by turns. */
  async atOnce(turns: readonly number[], works: readonly (() => Promise<void>)[]): Promise<void> {
    this.#watched.turns = turns;
    try {
      await Promise.all(works.map((work) => work()));
    } finally {
      this.#watched.turns = [];
    }
  }

  /** Compares the fences with what the member has applied, as projectors do each second. */
  async check(member: number): Promise<void> {
    const held = this.#members[member]?.held;
    const partitions = [0, 1].filter((partition) => held?.projector(partition));
    if (held === undefined || partitions.length === 0) return;
    for (const [partition, { verdict }] of await held.standings(partitions)) {
      if (verdict === "ahead") throw new Error(`partition ${partition}: the state reflects more than was recorded`);
      if (verdict === "behind") await this.#repair(member, partition);
    }
  }

  /** Applies what is left to a keyspace, in peace. */
  async finish(keyspace: string): Promise<void> {
    const held = this.holding(keyspace);
    for (const [partition, end] of this.recorded.ends().entries()) {
      const projector = await held.begin(partition);
      while (projector.applied < end - 1) {
        if (
          (await this.#projectTo(projector, partition, projector.applied + 1, Math.min(end, projector.applied + 8))) ===
          "gap"
        )
          throw new Error("a gap where nothing was lost");
      }
    }
  }

  /** The keyspace that served before serves again. */
  async rollBack(): Promise<void> {
    const changed = await changeControl(this.control, (now) =>
      now.previous === null ? undefined : { ...now, active: now.previous, previous: now.active },
    );
    if (changed) this.note("rollbacks");
  }

  async save(): Promise<void> {
    await this.#parts.store.save();
  }

  /** What the state loses may be that somebody had ended a rebuild: by the time that is noticed, his claim has run out. */
  async lose(): Promise<void> {
    this.note("losses of the state's tail");
    await this.#parts.store.lose();
    await changeControl(this.control, (now) =>
      now.building === null ? undefined : { ...now, building: { ...now.building, until: 0 } },
    );
  }

  async #project(member: number, projector: PartitionProjector, { partition, size, back }: Delivery): Promise<void> {
    const to = Math.min(this.recorded.ends()[partition]!, projector.applied + 1 + size);
    const from = Math.max(0, projector.applied + 1 - back);
    if (to <= from) return;
    if ((await this.#projectTo(projector, partition, from, to)) === "gap") return this.#repair(member, partition);
    this.#committed[partition] = Math.max(to, this.#committed[partition]!);
  }

  #projectTo(projector: PartitionProjector, partition: number, from: number, to: number) {
    return projector.project(this.recorded.events(partition, from, to), to - 1);
  }

  async #repair(member: number, partition: number): Promise<void> {
    this.note("gaps");
    await this.begin(member, partition);
  }
}
