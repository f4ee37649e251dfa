import { positionOperations, type Positions, type ServiceName } from "@projectionist/contracts";
import type { Upstream, UpstreamReply, UpstreamRequest } from "../upstream.ts";
import { askEach, jsonReply } from "./ask-each.ts";
import { bodyReader } from "./reply-body.ts";

const services: readonly ServiceName[] = ["activity", "recommender"];
const readPositions = bodyReader<Positions>(positionOperations.getPositions.schema.response[200]);

/**
 * The positions of all services that follow the log in groups. One that cannot be asked is named in `degraded`.
 * @throws {ProblemError} as `Upstream.send` does, when none can be asked
 */
export async function gatherPositions(
  upstream: Pick<Upstream, "send">,
  message: UpstreamRequest,
): Promise<UpstreamReply> {
  const gathered = await askEach(upstream, services, message, readPositions);
  if ("status" in gathered) return gathered;
  const { answers, degraded } = gathered;
  const keyspaces = answers.find((answer) => answer.keyspaces)?.keyspaces;
  const positions: Positions = {
    groups: answers.flatMap(({ groups }) => groups),
    findings: answers.flatMap(({ findings }) => findings),
    ...(keyspaces ? { keyspaces } : {}),
    ...(degraded.length > 0 ? { degraded: [...degraded] } : {}),
  };
  return jsonReply(positions);
}
