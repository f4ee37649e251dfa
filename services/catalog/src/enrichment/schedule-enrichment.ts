import { jobTable } from "@projectionist/contracts";
import type { Jobs } from "@projectionist/jobs";

/**
 * Has films enriched at the ticks of a cron expression; without one, no more.
 * @throws {TypeError} naming the setting
 */
export async function scheduleEnrichment(jobs: Jobs, cron: string | undefined): Promise<void> {
  try {
    await jobs.schedule("enrich", cron === undefined ? null : { cron }, {}, jobTable.enrich.retry);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new TypeError(`ENRICH_CRON: ${error.message}`, { cause: error });
  }
}
