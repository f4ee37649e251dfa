import type { EventLog } from "@projectionist/bus";
import type { RollbackResult } from "@projectionist/contracts";
import { changeControl, type ControlOf } from "../control/change-control.ts";
import type { ControlFields } from "../signal-state/signal-state.ts";
import { RebuildUnderWayError, isBuilding } from "./build-slot.ts";
import { catchUp } from "./catch-up.ts";
import type { Task } from "./task.ts";

/** There is no keyspace that served before, or it is another than the one that was asked for. */
export class NothingToRollBackError extends Error {
  constructor(kept: string | null, wanted = "an earlier keyspace") {
    super(
      kept === null
        ? "no earlier keyspace is kept: only what a rebuild has replaced can be gone back to"
        : `${wanted} is not kept: ${kept} is what can be gone back to`,
    );
    this.name = "NothingToRollBackError";
  }
}

export type RollbackOptions = Readonly<{
  log: EventLog;
  topic: string;
  control: ControlOf;
  /** The keyspace that shall serve; the one that is kept unless told. */
  to?: string | undefined;
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
    if (now.previous === null || (to !== undefined && to !== now.previous))
      throw new NothingToRollBackError(now.previous, to);
    return { ...now, active: now.previous, previous: now.active };
  });
  task.log(`${active} serves${previous === null ? "" : ` in place of ${previous}`}`);
  const partitions = (await log.ends(topic)).length;
  const { state, epoch } = control;
  const { records, ms } = await catchUp(log, topic, { state, keyspace: active, epoch, partitions }, task);
  return { active, previous, records, catchUpMs: ms };
}
