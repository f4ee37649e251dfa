import type { Fault, GroupPositions, PartitionPosition, PositionFinding } from "@projectionist/contracts";

/** Nothing moved for so long, in milliseconds: something stands still. */
export const STUCK_AFTER_MS = 10_000;

/** What a service knows of a partition, before it is taken for stuck by its figures. */
export type Explain = (group: GroupPositions, position: PartitionPosition) => Fault | undefined;

/** Names the partitions that do not move on though there is something to do. */
export function findStuck(groups: readonly GroupPositions[], explain: Explain = () => undefined): PositionFinding[] {
  return groups.flatMap((positions) => {
    const { group, topic } = positions;
    return positions.partitions.flatMap((position): PositionFinding[] => {
      const fault = explain(positions, position) ?? faultOf(positions, position);
      return fault ? [{ ...fault, group, topic, partition: position.partition }] : [];
    });
  });
}

function faultOf(
  { group, service }: GroupPositions,
  { next, end, lag, stillMs }: PartitionPosition,
): Fault | undefined {
  if (next > end)
    return {
      severity: "error",
      what: `${group} reflects offset ${next - 1}, and the log ends at ${end}: it has lost records, so that new ones are not taken`,
      cure: "Restore the log from a copy that has them.",
    };
  if (lag === 0 || stillMs < STUCK_AFTER_MS) return undefined;
  return {
    severity: "error",
    what: `${group} is ${lag.toLocaleString("en")} records behind and has not moved for ${Math.floor(stillMs / 1000)} s`,
    cure: `See that ${service} runs and is ready (\`projectionist doctor\`): its log lines with "group":"${group}" tell what fails.`,
  };
}
