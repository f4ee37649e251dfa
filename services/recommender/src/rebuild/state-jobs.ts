import type { EventLog } from "@projectionist/bus";
import type { JobDataOf } from "@projectionist/contracts";
import { PermanentJobError, type JobContext, type JobData, type JobHandler, type Jobs } from "@projectionist/jobs";
import type { Logger } from "@projectionist/service-kit";
import { readControl, type ControlOf } from "../control/change-control.ts";
import { verify } from "../verify/verify.ts";
import { rebuild } from "./rebuild.ts";
import { rollback } from "./rollback.ts";

export type StateJobsOptions = Readonly<{
  log: EventLog;
  /** The signals'. */
  topic: string;
  control: ControlOf;
  logger: Logger;
}>;

/**
 * Does the jobs that concern the signal state as a whole, from now on. A rebuild is begun once: when its worker is lost, an
 * operator decides what comes next.
 */
export function defineStateJobs(jobs: Jobs, { log, topic, control, logger }: StateJobsOptions): void {
  const on = ({ id, signal, progress, log: tell }: JobContext) => {
    const line = (text: string) => {
      tell(text);
      logger.info({ job: id }, text);
    };
    return { log, topic, control, task: { signal, progress, log: line } };
  };
  const define = <D extends JobData>(name: string, handler: JobHandler<D>) =>
    jobs.define<D>(name, async (data, context) => {
      const result = await handler(data, context);
      context.progress(1);
      return result;
    });

  define<JobDataOf<"rebuild">>("rebuild", async (data, context) => {
    if (context.attempt > 1) throw await lostInTheMiddle();
    return rebuild({ ...on(context), ...data });
  });
  define("verify", (_, context) => verify(on(context)));
  define<JobDataOf<"rollback">>("rollback", (data, context) => rollback({ ...on(context), ...data }));

  async function lostInTheMiddle(): Promise<PermanentJobError> {
    const { active, previous } = await readControl(control);
    const kept = previous === null ? "nothing is kept to go back to" : `${previous} can be gone back to`;
    return new PermanentJobError(`its worker was lost in the middle; now ${active} serves and ${kept}: start it again`);
  }
}
