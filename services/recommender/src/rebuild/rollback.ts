import type { EventLog } from "@projectionist/bus";
import type { RollbackResult } from "@projectionist/contracts";
import { changeControl, type ControlOf } from "../control/change-control.ts";
import type { ControlFields } from "../signal-state/signal-state.ts";
import { RebuildUnderWayError, isBuilding } from "./build-slot.ts";
import { catchUp } from "./catch-up.ts";
import type { Task } from "./task.ts";

/** The keyspace is not the one that is kept from before. */
export class NothingToRollBackError extends Error {
  constructor(wanted: string, kept: string | null) {
    super(
      `${wanted} is not kept: ${kept === null ? "only what a rebuild has replaced" : kept} is what can be gone back to`,
    );
    this.name = "NothingToRollBackError";
  }
}

export type RollbackOptions = Readonly<{
  log: EventLog;
  topic: string;
  control: ControlOf;
  /** The keyspace that shall serve. */
  to: string;
  task: Task;
}>;

/**
 * Lets the keyspace serve again that served before the last rebuild or rollback; the projectors apply what came since.
 * Where the wanted one serves already, nothing is changed.
 *
 * @throws {NothingToRollBackError}
 * @throws {RebuildUnderWayError}
 */
export async function rollback({ log, topic, control, to, task }: RollbackOptions): Promise<RollbackResult> {
  const { active, previous } = await changeControl(control, (now): ControlFields => {
    if (now.active === to) return now;
    if (isBuilding(now)) throw new RebuildUnderWayError(now.building?.keyspace ?? "");
    if (to !== now.previous) throw new NothingToRollBackError(to, now.previous);
    return { ...now, active: to, previous: now.active };
  });
  task.log(`${active} serves${previous === null ? "" : ` in place of ${previous}`}`);
  const partitions = (await log.ends(topic)).length;
  const { state, epoch } = control;
  const { records, ms } = await catchUp(log, topic, { state, keyspace: active, epoch, partitions }, task);
  return { active, previous, records, catchUpMs: ms };
}
