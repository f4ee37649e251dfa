import type { Severity } from "@projectionist/contracts";

/** What is wrong where, and what to do about it. */
export type Finding = Readonly<{ severity: Severity; where: string; what: string; cure: string }>;

/** The findings in words, errors first; an empty text when there are none. */
export function findingsText(findings: readonly Finding[]): string {
  return findings
    .toSorted((a, b) => rank(a) - rank(b))
    .map(({ severity, where, what, cure }) => `${severity.toUpperCase()}  ${where}: ${what}.\n       ${cure}\n`)
    .join("\n");
}

function rank({ severity }: Finding): number {
  return severity === "error" ? 0 : 1;
}
