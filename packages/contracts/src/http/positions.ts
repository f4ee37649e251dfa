import { Type, type Static } from "typebox";
import { consumerGroupNames } from "../consumer-groups.ts";
import { severities } from "../faults.ts";
import { Nullable, OneOf, Time } from "./common.ts";
import { operation, serviceNames } from "./operation.ts";

const Offset = (description: string) => Type.Integer({ description });

export const PartitionPositionSchema = Type.Object({
  partition: Type.Integer(),
  end: Offset("That the next record will get."),
  committed: Nullable(Offset("That the group has committed; null where it never did. Of use for display alone.")),
  next: Offset("That is wanted next, as the store says which the group fills, else as it has committed."),
  lag: Type.Integer({ description: "Records up to the end that are not reflected yet." }),
  stillMs: Type.Integer({ description: "For how long at least nothing has moved while there was a lag." }),
  fences: Nullable(
    Type.Object(
      { lowest: Type.Integer(), highest: Type.Integer() },
      {
        description:
          "The last offset that every shard of the serving keyspace reflects, and that some shard does; -1: none.",
      },
    ),
  ),
});
export type PartitionPosition = Readonly<Static<typeof PartitionPositionSchema>>;

export const GroupPositionsSchema = Type.Object({
  group: OneOf(consumerGroupNames),
  service: OneOf(serviceNames),
  topic: Type.String(),
  partitions: Type.Array(PartitionPositionSchema),
});
export type GroupPositions = Readonly<Static<typeof GroupPositionsSchema>>;

export const PositionFindingSchema = Type.Object({
  severity: OneOf(severities),
  group: OneOf(consumerGroupNames),
  topic: Type.String(),
  partition: Nullable(Type.Integer()),
  what: Type.String(),
  cure: Type.String(),
});
export type PositionFinding = Readonly<Static<typeof PositionFindingSchema>>;

export const KeyspacesSchema = Type.Object({
  active: Type.String({ description: "What is read and kept up to date." }),
  previous: Nullable(Type.String({ description: "What a rollback goes back to." })),
  building: Nullable(Type.String({ description: "What a rebuild is filling." })),
  heldUntil: Nullable(Type.String({ ...Time, description: "While it is held nothing is applied; reads go on." })),
});
export type Keyspaces = Readonly<Static<typeof KeyspacesSchema>>;

export const PositionsSchema = Type.Object({
  groups: Type.Array(GroupPositionsSchema),
  findings: Type.Array(PositionFindingSchema, { description: "What stands still, and what to do about it." }),
  keyspaces: Type.Optional(KeyspacesSchema),
  degraded: Type.Optional(
    Type.Array(Type.String(), { description: "Parts of the system that cannot be asked; their groups are missing." }),
  ),
});
export type Positions = Readonly<Static<typeof PositionsSchema>>;

export const positionOperations = {
  getPositions: operation({
    id: "getPositions",
    method: "GET",
    path: "/v1/ops/positions",
    service: "gateway",
    access: ["admin", "ops"],
    tag: "operations",
    summary: "How far whoever follows the log has come, and what stands still",
    schema: { response: { 200: PositionsSchema } },
  }),
} as const;
