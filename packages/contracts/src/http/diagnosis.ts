import { Type, type Static } from "typebox";
import { severities } from "../faults.ts";
import { OneOf } from "./common.ts";
import { operation, serviceNames } from "./operation.ts";

const Service = OneOf([...serviceNames, "gateway"]);

export const ServiceDiagnosisSchema = Type.Object({
  service: Service,
  status: OneOf(["ready", "not-ready", "draining"]),
  version: Type.String(),
  node: Type.String({ description: "The version of Node that runs it." }),
  checks: Type.Array(
    Type.Object({
      name: Type.String(),
      required: Type.Boolean({ description: "Whether it cannot be ready without." }),
      ok: Type.Boolean(),
      ms: Type.Integer(),
      error: Type.Optional(Type.String()),
    }),
  ),
});
export type ServiceDiagnosis = Readonly<Static<typeof ServiceDiagnosisSchema>>;

export const HeldSchema = Type.Object({
  signals: Type.Integer({ description: "Records in the topic of signals." }),
  films: Type.Integer({ description: "In the catalog." }),
  window: Type.Integer({ description: "With how many films before it a film of a history is paired." }),
});
export type Held = Readonly<Static<typeof HeldSchema>>;

export const DiagnosisSchema = Type.Object({
  services: Type.Array(ServiceDiagnosisSchema, { description: "One instance of each." }),
  findings: Type.Array(
    Type.Object({ severity: OneOf(severities), service: Service, what: Type.String(), cure: Type.String() }),
  ),
  held: Type.Optional(HeldSchema),
});
export type Diagnosis = Readonly<Static<typeof DiagnosisSchema>>;

export const diagnosisOperations = {
  diagnose: operation({
    id: "diagnose",
    method: "GET",
    path: "/v1/ops/diagnosis",
    service: "gateway",
    access: ["admin", "ops"],
    tag: "operations",
    summary: "How the services are, which settings of engines are wrong, and how much is held",
    schema: { response: { 200: DiagnosisSchema } },
  }),
} as const;
