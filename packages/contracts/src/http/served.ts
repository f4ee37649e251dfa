import { Type, type Static } from "typebox";
import { Closed, Empty, OneOf, PositionText } from "./common.ts";
import { operation } from "./operation.ts";
import { RankedSchema, servedBy } from "./recommender.ts";

/** Where films are shown that the gateway cuts from a ranking. */
export const composedSurfaces = ["mood"] as const;

const body = Closed({
  ...servedBy,
  surface: OneOf(composedSurfaces),
  position: PositionText,
  items: Type.Array(RankedSchema, { maxItems: 100, description: "What was shown, the first one first." }),
});
export type NotedServed = Readonly<Static<typeof body>>;

/** Between gateway and recommender: what the viewer was shown of a ranking, where only the gateway knows. */
export const noteServed = operation({
  id: "noteServed",
  method: "POST",
  path: "/internal/served",
  service: "recommender",
  access: ["viewer"],
  tag: "internal",
  summary: "What the viewer was shown, to be told to the log",
  exposed: false,
  schema: { body, response: { 204: Empty } },
});
