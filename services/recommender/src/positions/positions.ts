import type { EventLog } from "@projectionist/bus";
import {
  topics,
  type GroupPositions,
  type Keyspaces,
  type PartitionPosition,
  type Positions,
} from "@projectionist/contracts";
import { findStuck, watchGroups, type Explain, type GroupWatch, type Reached } from "@projectionist/service-kit";
import { readControl } from "../control/change-control.ts";
import { reasons } from "../projector/alarms.ts";
import { findDamage } from "../projector/find-damage.ts";
import { LostRecords } from "../projector/lost-records.ts";
import { fenceRange } from "../projector/partition-projector.ts";
import { PROJECTOR_GROUP, type Projector } from "../projector/projector.ts";
import type { ControlFields, SignalState } from "../signal-state/signal-state.ts";

export type PositionsOptions = Readonly<{
  log: EventLog;
  state: SignalState;
  /** The signals topic's. */
  epoch: string;
  /** Which keyspace serves. */
  keyspace: () => string;
  /** What keeps a partition still that the projector of this process holds; undefined when nothing does. */
  why?: Projector["why"];
  /** How often to look when nobody asks. */
  intervalMs?: number;
  /** Milliseconds since 1970. */
  now: () => number;
}>;

const { cure: RESTORE } = reasons["log lost its end"];
const { cure: REBUILD } = reasons["state damaged"];
const PARTITIONS = topics["activity.signals"].partitions;

/** How far the signal state has come with the log, and what keeps it from going on. */
export function startPositions(options: PositionsOptions): Pick<GroupWatch, "stop"> & { look(): Promise<Positions> } {
  const { log, state, epoch, keyspace, intervalMs, now, why = () => undefined } = options;
  const watch = watchGroups({
    log,
    service: "recommender",
    groups: [{ group: PROJECTOR_GROUP, reached }],
    ...(intervalMs === undefined ? {} : { intervalMs }),
  });

  async function reached(): Promise<Reached[]> {
    const active = keyspace();
    return Promise.all(
      Array.from({ length: PARTITIONS }, async (_, partition) => {
        const fences = fenceRange(await state.fences(active, { epoch, partition }));
        return { next: fences.lowest + 1, fences };
      }),
    );
  }

  async function damages(active: string, partitions: readonly number[]): Promise<Map<number, string>> {
    const found = new Map<number, string>();
    for (const partition of partitions) {
      const source = { epoch, partition };
      const { lowest: applied } = fenceRange(await state.fences(active, source));
      const damage = await findDamage({ state, keyspace: active, source, applied });
      if (damage) found.set(partition, damage.message);
    }
    return found;
  }

  return {
    async look() {
      const groups = await watch.look();
      const control = await readControl({ state, epoch });
      const lost = new LostRecords(state, control.active, epoch);
      const ofGroup = groups.flatMap(({ partitions }) => partitions.map(({ partition }) => partition));
      const standing = new Set<number>();
      for (const partition of ofGroup) if (await lost.has(partition)) standing.add(partition);
      const keyspaces = keyspacesOf(control, now());
      const known = { standing, damaged: await damages(control.active, ofGroup), why };
      return { groups, keyspaces, findings: findStuck(groups, explained(known, keyspaces)) };
    },
    stop: () => watch.stop(),
  };
}

type Known = Readonly<{
  standing: ReadonlySet<number>;
  damaged: ReadonlyMap<number, string>;
  why: Projector["why"];
}>;

function explained({ standing, damaged, why }: Known, { heldUntil }: Keyspaces): Explain {
  return ({ topic }: GroupPositions, { partition, end, lag, fences }: PartitionPosition) => {
    const highest = fences?.highest ?? -1;
    if (highest >= end)
      return {
        severity: "error",
        what: `the signal state reflects offset ${highest}, and ${topic} ends at ${end}: the log has lost records, and the partition stands still`,
        cure: RESTORE,
      };
    if (standing.has(partition))
      return {
        severity: "error",
        what: "the partition stands still: the log once ended before what the signal state reflects, so that new records may stand where lost ones stood",
        cure: RESTORE,
      };
    const damage = damaged.get(partition);
    if (damage !== undefined)
      return {
        severity: "error",
        what: `the signal state is damaged, and nothing is applied: ${damage}`,
        cure: REBUILD,
      };
    const alarm = why(partition);
    if (alarm) return { severity: "error", ...alarm };
    if (heldUntil === null || lag === 0) return undefined;
    return {
      severity: "warning",
      what: `the projector is held, ${lag.toLocaleString("en")} records behind: a rebuild or a verification looks at a still state`,
      cure: `Wait: it goes on by itself, at ${heldUntil} where whoever holds it has died.`,
    };
  };
}

function keyspacesOf({ active, previous, building, hold }: ControlFields, now: number): Keyspaces {
  const isHeld = hold !== null && hold.until > now;
  return {
    active,
    previous,
    building: building?.keyspace ?? null,
    heldUntil: isHeld ? new Date(hold.until).toISOString() : null,
  };
}
