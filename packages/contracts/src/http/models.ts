import { Type, type Static } from "typebox";
import { Closed, Nullable, Time } from "./common.ts";
import { operation } from "./operation.ts";

const Version = Type.String({ pattern: "^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$", description: "Sorts by age." });

export const ModelSchema = Type.Object({
  version: Version,
  createdAt: Time,
  published: Type.Boolean({ description: "Whether it is the one that is to be served." }),
  position: Type.String({ description: "Up to where it reflects the log." }),
  bytes: Type.Integer(),
  sha256: Type.String(),
  metrics: Type.Record(Type.String(), Type.Unknown(), {
    description: "How many viewers, films and signals it was trained from, and how good it is, by part and metric.",
  }),
  config: Type.Record(Type.String(), Type.Unknown(), { description: "What it was made with." }),
});
export type ModelView = Readonly<Static<typeof ModelSchema>>;

export const PublishedModelSchema = Type.Object({
  version: Version,
  replaces: Nullable(
    Type.String({ description: "What was served before, which a rollback promotes again; null where it is not kept." }),
  ),
  publishedAt: Time,
  loaded: Type.Boolean({ description: "Whether the instance that answers serves it already." }),
});

export const WithdrawnModelSchema = Type.Object(
  { version: Version, withdrawnAt: Time },
  {
    description: "The last that served, where none does since viewers were erased and nothing was left to train from.",
  },
);

const params = Closed({ version: Version });
const shared = { service: "recommender", access: ["admin", "ops"], tag: "operations" } as const;

export const modelOperations = {
  listModels: operation({
    ...shared,
    id: "listModels",
    method: "GET",
    path: "/v1/ops/models",
    summary: "The trained models that are kept, the newest first, and which one is served",
    schema: {
      response: {
        200: Type.Object({
          items: Type.Array(ModelSchema),
          published: Nullable(PublishedModelSchema),
          withdrawn: Nullable(WithdrawnModelSchema),
        }),
      },
    },
  }),
  getModel: operation({
    ...shared,
    id: "getModel",
    method: "GET",
    path: "/v1/ops/models/:version",
    summary: "A trained model, with what is stored of it",
    schema: {
      params,
      response: {
        200: Type.Object({
          ...ModelSchema.properties,
          sections: Type.Array(
            Type.Object({
              name: Type.String(),
              type: Type.String({ description: "Of its numbers, such as f32." }),
              length: Type.Integer(),
            }),
          ),
        }),
      },
    },
  }),
  promoteModel: operation({
    ...shared,
    id: "promoteModel",
    method: "POST",
    path: "/v1/ops/models/:version/promote",
    summary: "Let this version serve from now on, on every instance",
    description:
      "Its checksum is verified first; one that was withdrawn does not come back. Promoting the version that was served before is how one goes back to it; promoting the one that is served changes nothing.",
    schema: { params, response: { 200: ModelSchema } },
  }),
} as const;
