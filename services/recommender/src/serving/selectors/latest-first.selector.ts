import { leadingBaseline, type Candidate } from "../candidate.ts";
import type { Selector } from "../pipeline.ts";

/** Whether the viewer's latest film is the first reason for this one. */
export function isLedBy(baseline: string | undefined, candidate: Candidate | undefined): boolean {
  return candidate !== undefined && baseline !== undefined && leadingBaseline(candidate) === baseline;
}

/** Puts first the best film whose first reason is the viewer's latest favourite, so that each new one shows at once. */
export const latestFirst: Selector = (given, { viewer }) => {
  const candidates = [...given];
  const latest = viewer.baselines.find(({ favourite }) => favourite)?.movieId;
  const at = candidates.findIndex((candidate) => isLedBy(latest, candidate));
  const lead = candidates[at];
  return lead ? [lead, ...candidates.toSpliced(at, 1)] : candidates;
};
