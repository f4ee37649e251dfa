import type { Head } from "../served-model.ts";

/**
 * What the live counts weigh beside a trained model (they know what happened since, it knows the rest better), and likeness by
 * what films are where viewers tell enough.
 */
export type Shares = Readonly<{ live: number; content: number }>;

/** Beside all that a viewer has seen: the best of those that were measured on two data sets (`infra/bench/README.md`, shares). */
export const ofAll: Readonly<Record<Head, Shares>> = {
  "next-item": { live: 0.8, content: 0.2 },
  "long-horizon": { live: 0.6, content: 0.2 },
};

/** Of one film that the viewer likes, likewise. */
export const ofOne: Shares = { live: 0.6, content: 0.2 };

/** Of a film whose like is wanted, which is not what viewers see next: chosen, not measured. */
export const ofLike: Shares = { live: 0.3, content: 0.6 };
