import type { Diagnosis, ServiceName } from "@projectionist/contracts";
import { ProblemError, createHealth } from "@projectionist/service-kit";
import { expect, test } from "vitest";
import { gatherDiagnosis } from "./diagnosis-upstream.ts";

const shareOf = (service: ServiceName, version = "0.1.0"): Diagnosis => ({
  services: [{ service, status: "ready", version, node: "v24.0.0", checks: [] }],
  findings: [],
  ...(service === "recommender" ? { held: { signals: 5, films: 3, window: 10 } } : {}),
});

async function gather(answer: (service: ServiceName) => object) {
  const health = createHealth();
  health.check("keys", () => {});
  health.note("catalog", () => Promise.reject(new Error("away")));
  const send = async (service: ServiceName) => {
    const body = answer(service);
    return {
      status: "status" in body ? Number(body.status) : 200,
      headers: {},
      body: Buffer.from(JSON.stringify(body)),
    };
  };
  const reply = await gatherDiagnosis({ send }, health, { method: "GET", path: "/v1/ops/diagnosis" });
  return { status: reply.status, body: JSON.parse(reply.body.toString()) as Diagnosis };
}
const away = () => {
  throw new ProblemError("unavailable");
};

test("the gateway and all services are told in one, with what is held", async () => {
  const { body } = await gather((service) => shareOf(service));
  expect(body.services.map(({ service }) => service)).toEqual([
    "gateway",
    "auth",
    "catalog",
    "activity",
    "recommender",
  ]);
  expect(body.services[0]!.checks.map(({ name }) => name)).toEqual(["keys"]);
  expect(body).toMatchObject({ findings: [], held: { signals: 5 } });
});

test("a service that cannot be asked, and one of an older version, are findings", async () => {
  const { body } = await gather((service) => {
    if (service === "catalog") away();
    return shareOf(service, service === "activity" ? "0.0.9" : undefined);
  });
  expect(body.findings.filter(({ service }) => service === "catalog")).toMatchObject([
    { severity: "error", cure: expect.stringContaining("CATALOG_URL") },
  ]);
  expect(body.findings.filter(({ service }) => service === "activity")).toMatchObject([
    { severity: "warning", what: expect.stringContaining("0.0.9") },
  ]);
});

test("all can be away; a refusal is handed on", async () => {
  expect((await gather(away)).body.findings.map(({ service }) => service)).toEqual([
    "auth",
    "catalog",
    "activity",
    "recommender",
  ]);
  expect((await gather(() => ({ status: 403 }))).status).toBe(403);
});
