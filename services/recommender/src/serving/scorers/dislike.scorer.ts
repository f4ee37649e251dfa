import { candidateOf } from "../candidate.ts";
import type { Scorer } from "../pipeline.ts";

const LATEST = 20;
const NEAREST = 30;

/** Takes from films what they have in common with those that the viewer held against his taste, lately first. */
export const awayFromDisliked: Scorer = (candidates, { viewer, catalog }) => {
  const likeness = new Map<string, number>();
  for (const disliked of [...viewer.excluded].slice(-LATEST)) {
    for (const { id, score } of catalog.content.nearest(disliked, NEAREST)) {
      likeness.set(id, Math.max(likeness.get(id) ?? 0, score));
    }
  }
  return candidates.map((candidate) => {
    const keep = 1 - (likeness.get(candidate.movieId) ?? 0);
    if (keep === 1) return candidate;
    return candidateOf(
      candidate.movieId,
      candidate.evidence.map((one) => ({ ...one, amount: one.amount * keep })),
    );
  });
};
