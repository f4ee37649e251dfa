import { decodePosition, encodePosition } from "@projectionist/contracts";
import type { StoredArtefact } from "../models/artefact.ts";
import type { Models } from "../models/models.ts";
import { newVersion } from "../models/version.ts";
import { CountedHistories } from "./counted-histories.ts";
import { createStatistics, type TrainingStatistics } from "./fit-models.ts";
import type { ViewerHistory } from "./viewer-history.ts";

/** How far a partition of the signals topic is counted. */
export type Counted = Readonly<{
  partition: number;
  /** The last offset that is counted. */
  offset: number;
  /** The last erasure among those; -1 where there is none. */
  erasedAt: number;
}>;

/** The sufficient statistics with where in the log they stand, and their checkpoints in the model store. */
export class StatisticsKeeper {
  readonly #models: Models;
  readonly #epoch: string;
  #histories = new CountedHistories<TrainingStatistics>(createStatistics);
  #offsets = new Map<number, number>();
  #erasures = new Map<number, number>();
  #isSaved = true;
  #writing: Promise<unknown> = Promise.resolve();

  private constructor(models: Models, epoch: string) {
    this.#models = models;
    this.#epoch = epoch;
  }

  /** Goes on from the newest checkpoint of this incarnation of the log that can be read; else from the start of the log. */
  static async open(models: Models, epoch: string): Promise<StatisticsKeeper> {
    const keeper = new StatisticsKeeper(models, epoch);
    for (const { version, position } of await models.list("checkpoints")) {
      if (decodePosition(position)?.epoch !== epoch) continue;
      try {
        await keeper.#load(version);
        break;
      } catch {
        // The one before it may be whole; and without any, the log is counted anew.
      }
    }
    return keeper;
  }

  async #load(version: string): Promise<void> {
    const { artefact } = await this.#models.read("checkpoints", version);
    this.#histories = CountedHistories.load(artefact.sections, createStatistics);
    this.#offsets = new Map(decodePosition(artefact.position)!.offsets);
    this.#erasures = erasuresOf(artefact);
  }

  /** The last counted offset by partition; partitions of which nothing is counted have no key. */
  get offsets(): ReadonlyMap<number, number> {
    return this.#offsets;
  }

  get signals(): number {
    return this.#histories.signals;
  }

  /** Puts the histories in place of what they were; the statistics then reflect the partition up to there. */
  apply(histories: readonly ViewerHistory[], { partition, offset, erasedAt }: Counted): void {
    for (const history of histories) this.#histories.put(history);
    this.#offsets.set(partition, offset);
    if (erasedAt > (this.#erasures.get(partition) ?? -1)) this.#erasures.set(partition, erasedAt);
    this.#isSaved = false;
  }

  /**
   * Stores a checkpoint and deletes those before it, which may hold viewers who were erased since; undefined, and nothing
   * is done, where nothing was counted since the last. Resolves once the last is stored, whoever asked for it.
   */
  checkpoint(now: number): Promise<StoredArtefact | undefined> {
    const written = this.#writing.then(
      () => this.#write(now),
      () => this.#write(now),
    );
    this.#writing = written;
    return written;
  }

  async #write(now: number): Promise<StoredArtefact | undefined> {
    if (this.#isSaved) return undefined;
    this.#isSaved = true;
    const former = await this.#models.list("checkpoints");
    const { histories, movieIds, signals } = this.#histories;
    try {
      const stored = await this.#models.write("checkpoints", {
        version: newVersion(now),
        createdAt: now,
        position: encodePosition({ epoch: this.#epoch, offsets: this.#offsets }),
        config: { erasures: [...this.#erasures] },
        metrics: { viewers: histories.size, films: movieIds.length, signals },
        sections: this.#histories.save(),
      });
      for (const { version } of former) await this.#models.remove("checkpoints", version);
      return stored;
    } catch (error) {
      this.#isSaved = false;
      throw error;
    }
  }
}

/** By partition, the offset of the last erasure that a checkpoint reflects. */
export function erasuresOf({ config }: Pick<StoredArtefact, "config">): Map<number, number> {
  return new Map((config["erasures"] ?? []) as readonly (readonly [number, number])[]);
}
