import type { EventLog } from "@projectionist/bus";
import { ProblemError } from "@projectionist/service-kit";
import { askLog } from "../ask-log.ts";
import { partitionOf } from "../ingest/ingest.ts";
import type { Progress } from "../projection/progress.ts";
import { SIGNALS } from "../projection/projector.ts";

const PATIENCE_MS = 1_000;

/**
 * Resolves once the projections hold all that was in the viewer's partition at the call.
 * @throws {ProblemError} `unavailable` when the log cannot be asked, or that takes longer than a second
 */
export type CatchUp = (userId: string) => Promise<void>;

export function createCatchUp(log: EventLog, progress: Progress): CatchUp {
  return async (userId) => {
    const partition = partitionOf(userId);
    const ends = await askLog("your history", PATIENCE_MS, log.ends(SIGNALS));
    const end = ends[partition] ?? 0;
    const reached = await progress.waitFor((next) => (next[partition] ?? 0) >= end, PATIENCE_MS);
    if (!reached) throw new ProblemError("unavailable", { detail: "Your history is still catching up: try again." });
  };
}
