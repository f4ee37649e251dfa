import { jobTable, type JobDataOf, type JobName } from "@projectionist/contracts";
import type { Jobs } from "@projectionist/jobs";
import { createHash } from "node:crypto";

/**
 * Has a job of the table done, and answers its id: while one with the same name and data is not finished, that one's, and none is
 * added, whoever has asked for it.
 * @throws {JobsUnavailableError}
 */
export function enqueueJob<N extends JobName>(
  jobs: Pick<Jobs, "enqueue">,
  name: N,
  data: JobDataOf<N>,
): Promise<string> {
  return jobs.enqueue(name, { ...data }, { ...jobTable[name].retry, dedupeId: digestOf(data) });
}

function digestOf(data: object): string {
  const fields = Object.entries(data).sort(([a], [b]) => (a < b ? -1 : 1));
  return createHash("sha256").update(JSON.stringify(fields)).digest("base64url");
}
