import type { PartitionPosition, PositionFinding, Positions } from "@projectionist/contracts";
import { findingsText, type Finding } from "../terminal/findings.ts";
import { timeText } from "../terminal/printable.ts";
import { table, textOf } from "../terminal/table.ts";

const HEADINGS = ["topic", "group", "partition", "end", "committed", "fences", "lag", "still"];

/** The positions as tables, and what stands still in words. */
export function positionsText(positions: Positions): string {
  const { groups, keyspaces, findings, degraded = [] } = positions;
  const rows = groups
    .toSorted((a, b) => (a.topic < b.topic ? -1 : a.topic > b.topic ? 1 : 0))
    .flatMap(({ topic, group, partitions }) => partitions.map((position) => [topic, group, ...cellsOf(position)]));
  const lines = [table(HEADINGS, rows, ["fences", "still"]), ""];
  if (keyspaces) {
    const { active, previous, building, heldUntil } = keyspaces;
    lines.push(`serving ${active}${previous === null ? "" : `, before it ${previous} (\`projectionist rollback\`)`}`);
    if (building !== null) lines.push(`being built: ${building}`);
    if (heldUntil !== null) lines.push(`held until ${timeText(heldUntil)}: nothing is counted, reads go on`);
    lines.push("");
  }
  const trouble = findingsText([...degraded.map(missing), ...findings.map(findingOf)]);
  return `${lines.join("\n")}\n${trouble || "Nothing stands still.\n"}`;
}

/** Whether something stands still, or cannot be asked whether it does. */
export function isStuck({ findings, degraded = [] }: Positions): boolean {
  return degraded.length > 0 || findings.some(({ severity }) => severity === "error");
}

export function findingOf({ group, topic, partition, ...finding }: PositionFinding): Finding {
  return { ...finding, where: `${topic}${partition === null ? "" : `/${partition}`} (${group})` };
}

function missing(service: string): Finding {
  const what = "cannot be asked how far it has come";
  return { severity: "error", where: service, what, cure: "See that it runs and is ready: `projectionist doctor`." };
}

function cellsOf({ partition, end, committed, fences, lag, stillMs }: PartitionPosition): (string | number)[] {
  return [partition, end, committed ?? "–", fencesText(fences), lag, lag > 0 ? `${Math.floor(stillMs / 1000)} s` : ""];
}

function fencesText(fences: PartitionPosition["fences"]): string {
  if (fences === null) return "";
  const { lowest, highest } = fences;
  if (highest < 0) return "none";
  return lowest === highest ? textOf(lowest) : `${lowest < 0 ? "none" : textOf(lowest)} to ${textOf(highest)}`;
}
