/** How much one baseline film adds to a score. */
export type Contribution = Readonly<{ baseline: string; amount: number }>;

export type Scored = Readonly<{ id: string; score: number }>;

/** A scored film whose contributions add up to its score, the greatest first. */
export type ExplainedScore = Scored & Readonly<{ contributions: readonly Contribution[] }>;
