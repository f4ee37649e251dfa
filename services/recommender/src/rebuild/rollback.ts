import type { EventLog } from "@projectionist/bus";
import type { RollbackResult } from "@projectionist/contracts";
import { changeControl, readControl, type ControlOf } from "../control/change-control.ts";
import { RebuildUnderWayError, isBuilding } from "./build-slot.ts";
import { catchUp } from "./catch-up.ts";
import type { Task } from "./task.ts";

/** There is no keyspace that served before. */
export class NothingToRollBackError extends Error {
  constructor() {
    super("no earlier keyspace is kept: only what a rebuild has replaced can be gone back to");
    this.name = "NothingToRollBackError";
  }
}

export type RollbackOptions = Readonly<{ log: EventLog; topic: string; control: ControlOf; task: Task }>;

/**
 * Lets the keyspace serve again that served before the last rebuild or rollback; the projectors apply what came since.
 * @throws {NothingToRollBackError}
 * @throws {RebuildUnderWayError}
 */
export async function rollback({ log, topic, control, task }: RollbackOptions): Promise<RollbackResult> {
  const changed = await changeControl(control, (now) =>
    now.previous === null || isBuilding(now) ? undefined : { ...now, active: now.previous, previous: now.active },
  );
  if (!changed) {
    const { building, previous } = await readControl(control);
    throw previous === null || building === null
      ? new NothingToRollBackError()
      : new RebuildUnderWayError(building.keyspace);
  }
  const { active, previous } = changed;
  task.log(`${active} serves in place of ${String(previous)}`);
  const partitions = (await log.ends(topic)).length;
  const { state, epoch } = control;
  const { records, ms } = await catchUp(log, topic, { state, keyspace: active, epoch, partitions }, task);
  return { active, previous: String(previous), records, catchUpMs: ms };
}
