import { diagnosisOperations, serviceNames, type Diagnosis, type ServiceName } from "@projectionist/contracts";
import { ProblemError, diagnose, type Health } from "@projectionist/service-kit";
import type { Upstream, UpstreamReply, UpstreamRequest } from "../upstream.ts";
import { askEach, jsonReply } from "./ask-each.ts";
import { bodyReader } from "./reply-body.ts";

const readDiagnosis = bodyReader<Diagnosis>(diagnosisOperations.diagnose.schema.response[200]);

/** How the gateway and all services are; one that cannot be asked is a finding. */
export async function gatherDiagnosis(
  upstream: Pick<Upstream, "send">,
  health: Pick<Health, "report">,
  message: UpstreamRequest,
): Promise<UpstreamReply> {
  const [own, gathered] = await Promise.all([diagnoseGateway(health), askAll(upstream, message)]);
  if ("status" in gathered) return gathered;
  const { answers, degraded } = gathered;
  const all = [own, ...answers];
  const held = answers.find((answer) => answer.held)?.held;
  const diagnosis: Diagnosis = {
    services: all.flatMap(({ services }) => services),
    findings: [...degraded.map(awayFinding), ...all.flatMap(({ findings }) => findings), ...versionFindings(all)],
    ...(held ? { held } : {}),
  };
  return jsonReply(diagnosis);
}

/** Without the gateway's notes of services: they speak for themselves. */
async function diagnoseGateway(health: Pick<Health, "report">): Promise<Diagnosis> {
  return diagnose("gateway", {
    report: async () => {
      const { status, checks } = await health.report();
      return { status, checks: checks.filter(({ required }) => required) };
    },
  });
}

async function askAll(upstream: Pick<Upstream, "send">, message: UpstreamRequest) {
  try {
    return await askEach(upstream, serviceNames, message, readDiagnosis);
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    return { answers: [], degraded: serviceNames };
  }
}

function awayFinding(service: ServiceName): Diagnosis["findings"][number] {
  return {
    severity: "error",
    service,
    what: "it cannot be asked",
    cure: `See that it runs, and that ${service.toUpperCase()}_URL of the gateway names it.`,
  };
}

function versionFindings(all: readonly Diagnosis[]): Diagnosis["findings"] {
  const services = all.flatMap((one) => one.services);
  const newest = services
    .map(({ version }) => version)
    .toSorted((a, b) => b.localeCompare(a, "en", { numeric: true }))[0];
  return services
    .filter(({ version }) => version !== newest)
    .map(({ service, version }) => ({
      severity: "warning",
      service,
      what: `it is version ${version}, and another part is ${newest}`,
      cure: "Let all parts run the same version once the upgrade is through.",
    }));
}
