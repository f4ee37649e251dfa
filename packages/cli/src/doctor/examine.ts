import { ApiError } from "@projectionist/client";
import type { Diagnosis } from "@projectionist/contracts";
import type { Gateway } from "@projectionist/import";
import { findingOf } from "../positions/positions-text.ts";
import { textOf } from "../terminal/table.ts";
import type { Finding } from "../terminal/findings.ts";

/** What the system tells of itself, and all that is wrong with it. */
export type Examination = Readonly<{ diagnosis: Diagnosis; findings: readonly Finding[] }>;

/** Asks for everything that an operator should know of. @throws when the gateway, or the way in, is not there */
export async function examine(gateway: Gateway): Promise<Examination> {
  const diagnosis = await gateway.call((client) => client.GET("/v1/ops/diagnosis"));
  const [positions, letters] = await Promise.all([positionFindings(gateway), letterFindings(gateway)]);
  const findings = diagnosis.findings.map(({ service, ...finding }) => ({ ...finding, where: service }));
  return { diagnosis, findings: [...findings, ...positions, ...letters] };
}

async function positionFindings(gateway: Gateway): Promise<Finding[]> {
  return orFinding("positions", async () => {
    // Services that cannot be asked are in the diagnosis.
    const { findings } = await gateway.call((client) => client.GET("/v1/ops/positions"));
    return findings.map(findingOf);
  });
}

async function letterFindings(gateway: Gateway): Promise<Finding[]> {
  return orFinding("dead letters", async () => {
    const query = { state: "open", limit: 1 } as const;
    const { counts } = await gateway.call((client) => client.GET("/v1/ops/dead-letters", { params: { query } }));
    if (counts.open === 0) return [];
    const what = `${textOf(counts.open)} ${counts.open === 1 ? "record that could not be read waits" : "records that could not be read wait"} for a decision`;
    const cure = "Look with `projectionist dlq list`, then replay or drop.";
    return [{ severity: "warning", where: "dead letters", what, cure }];
  });
}

async function orFinding(where: string, ask: () => Promise<Finding[]>): Promise<Finding[]> {
  try {
    return await ask();
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const reason = error instanceof ApiError ? (error.problem?.detail ?? error.message) : error.message;
    return [
      {
        severity: "error",
        where,
        what: `cannot be read: ${reason}`,
        cure: "Mend what is named above, then ask again.",
      },
    ];
  }
}
