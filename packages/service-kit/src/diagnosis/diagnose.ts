import { withDeadline, type Diagnosis, type Fault, type Held, type ServiceDiagnosis } from "@projectionist/contracts";
import kit from "../../package.json" with { type: "json" };
import type { CheckReport, Health } from "../health.ts";

/** What a service knows beside its checks. */
export type Inspect = () => Promise<Readonly<{ faults: readonly Fault[]; held?: Held }>>;

const INSPECTION_MS = 1_000;

/** How a service is. What cannot be inspected in time is a finding too. */
export async function diagnose(
  service: ServiceDiagnosis["service"],
  health: Pick<Health, "report">,
  inspect: Inspect = async () => ({ faults: [] }),
): Promise<Diagnosis> {
  const [{ status, checks }, { faults, held }] = await Promise.all([health.report(), inTime(inspect)]);
  const { version } = kit;
  return {
    services: [{ service, status, version, node: process.version, checks: checks.map(withoutCure) }],
    findings: [...checks.filter(({ ok }) => !ok).map(faultOf), ...faults].map((fault) => ({ ...fault, service })),
    ...(held ? { held } : {}),
  };
}

function withoutCure({ name, required, ok, ms, error }: CheckReport): ServiceDiagnosis["checks"][number] {
  return { name, required, ok, ms, ...(error !== undefined && { error }) };
}

const ANY_CURE = "See that what it needs runs and can be reached; the service's log lines tell more.";

function faultOf({ name, required, error, cure = ANY_CURE }: CheckReport): Fault {
  return { severity: required ? "error" : "warning", what: `the check "${name}" fails: ${error}`, cure };
}

async function inTime(inspect: Inspect): ReturnType<Inspect> {
  try {
    return await withDeadline(inspect(), INSPECTION_MS, () => new Error(`no answer within ${INSPECTION_MS} ms`));
  } catch (error) {
    const what = `its engines' settings could not be looked at: ${(error as Error).message}`;
    return { faults: [{ severity: "warning", what, cure: "Try again once its checks pass." }] };
  }
}
