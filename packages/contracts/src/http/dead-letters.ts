import { Type, type Static } from "typebox";
import { deadLetterResolutions } from "../dead-letters.ts";
import { deadLetterSources } from "../topics.ts";
import { Closed, Cursor, Limit, Nullable, OneOf, Time } from "./common.ts";
import { operation } from "./operation.ts";

const Place = {
  topic: OneOf(deadLetterSources, { description: "Where the record stands that could not be read." }),
  partition: Type.Integer({ minimum: 0, maximum: 100_000 }),
  offset: Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER }),
};
const PlaceText = (description: string) => Nullable(Type.String({ description }));

export const DeadLetterSchema = Type.Object({
  ...Place,
  key: Type.String(),
  bytes: Type.Integer({ description: "Of its value." }),
  error: Type.String({ description: "Why it could not be read when it was put aside." }),
  schemaId: Nullable(Type.Integer({ description: "The schema that it names." })),
  groups: Type.Array(Type.String(), { description: "The consumer groups that put it aside." }),
  buriedAt: Time,
  replayOf: PlaceText("`<topic>/<partition>/<offset>` of the letter that it is a replay of."),
  resolution: Nullable(
    Type.Object({
      kind: OneOf(deadLetterResolutions),
      at: Time,
      by: Nullable(Type.String({ description: "The account or service key that had it done." })),
      replayedTo: PlaceText("`<partition>/<offset>` of the copy in the source topic."),
    }),
  ),
});
export type DeadLetterView = Static<typeof DeadLetterSchema>;

export const DeadLetterContentSchema = Type.Object({
  headers: Type.Record(Type.String(), Type.String(), { description: "The record's own." }),
  text: Type.String({ description: "Its value read as UTF-8, with U+FFFD for what is none." }),
  base64: Type.String({ description: "Its value as it is." }),
  event: Type.Unknown({ description: "Its value as the event that it is for the version that runs; null for none." }),
  reason: Nullable(Type.String({ description: "Why the version that runs cannot read it; null when it can." })),
});

const Outcome = Type.Object({
  dryRun: Type.Boolean({ description: "Whether nothing was done: it is told what would have been." }),
  letter: DeadLetterSchema,
});
const Request = { params: Closed(Place), querystring: Closed({ dryRun: Type.Optional(Type.Boolean()) }) };
const shared = { service: "activity", access: ["admin", "ops"], tag: "operations" } as const;

export const deadLetterOperations = {
  listDeadLetters: operation({
    ...shared,
    id: "listDeadLetters",
    method: "GET",
    path: "/v1/ops/dead-letters",
    summary: "Records of the log that could not be read and were put aside, the latest first",
    description:
      "They count nowhere, and nothing waits for them. Each stands for one record, however many groups put it aside.",
    schema: {
      querystring: Closed({
        topic: Type.Optional(Place.topic),
        state: Type.Optional(OneOf(["open", "resolved"], { description: "Resolved: replayed or dropped." })),
        limit: Limit(50, 1_000),
        cursor: Cursor,
      }),
      response: {
        200: Type.Object({
          items: Type.Array(DeadLetterSchema),
          nextCursor: Type.Optional(Type.String()),
          counts: Type.Object({
            open: Type.Integer(),
            resolved: Type.Integer(),
            notHeld: Type.Integer({ description: "Older ones that are not listed because they are too many." }),
          }),
        }),
      },
    },
  }),
  getDeadLetter: operation({
    ...shared,
    id: "getDeadLetter",
    method: "GET",
    path: "/v1/ops/dead-letters/:topic/:partition/:offset",
    summary: "A dead letter with what is in it, read as far as it can be",
    schema: {
      params: Request.params,
      response: { 200: Type.Object({ ...DeadLetterSchema.properties, ...DeadLetterContentSchema.properties }) },
    },
  }),
  replayDeadLetter: operation({
    ...shared,
    id: "replayDeadLetter",
    method: "POST",
    path: "/v1/ops/dead-letters/:topic/:partition/:offset/replay",
    summary: "Append a dead letter, as it is, to the end of the topic that it comes from",
    description:
      "For one that the version that runs can read. Its event id counts once, so that doing it again does no harm; it stands behind what the viewer did meanwhile.",
    schema: { ...Request, response: { 200: Outcome } },
  }),
  dropDeadLetter: operation({
    ...shared,
    id: "dropDeadLetter",
    method: "POST",
    path: "/v1/ops/dead-letters/:topic/:partition/:offset/drop",
    summary: "Note that a dead letter is to be left alone",
    description: "Nothing is deleted: it is listed as resolved until the topic of dead letters forgets it.",
    schema: { ...Request, response: { 200: Outcome } },
  }),
} as const;
