/** `error`: something stands still or may be lost; `warning`: it will pass, or it can wait. */
export const severities = ["error", "warning"] as const;
export type Severity = (typeof severities)[number];

/** What an operator is to be told: what is wrong, and what to do about it. */
export type Fault = Readonly<{ severity: Severity; what: string; cure: string }>;
