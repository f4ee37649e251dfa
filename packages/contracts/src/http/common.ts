import { Type, type Static, type TSchema } from "typebox";
import { EVENT_ID_PATTERN, ID_PATTERN } from "../ids.ts";

/** An object that takes no other fields: unknown ones are an error that names them. */
export const Closed = <P extends Record<string, TSchema>>(properties: P, options: object = {}) =>
  Type.Object(properties, { additionalProperties: false, ...options });

export const Nullable = <T extends TSchema>(schema: T) => Type.Union([schema, Type.Null()]);

/** One of some strings, with the strings as its type. */
export const OneOf = <const T extends readonly string[]>(values: T, options: object = {}) =>
  Type.Unsafe<T[number]>({ type: "string", enum: [...values], ...options });

export const Id = Type.String({ pattern: ID_PATTERN, description: "An opaque id." });
export const EventId = Type.String({
  pattern: EVENT_ID_PATTERN,
  description: "1–64 letters, digits or . _ : -, other than . and .. alone. An id counts once per viewer, for ever.",
});
export const Time = Type.String({ format: "date-time", maxLength: 40, description: "ISO 8601 with a time zone." });
export const PositionText = Type.String({
  minLength: 1,
  maxLength: 4096,
  description: "An opaque position in the log, URL-safe.",
});

export const After = Type.Optional(
  Type.String({
    maxLength: 4096,
    description: "A `position` of an earlier reply: waits up to 1 s until the reply reflects it.",
  }),
);
export const Limit = (fallback: number, maximum: number) =>
  Type.Optional(Type.Integer({ minimum: 1, maximum, default: fallback }));
export const Cursor = Type.Optional(
  Type.String({ minLength: 1, maxLength: 2048, description: "`nextCursor` of the page before." }),
);

/** A page of a list. */
export const PageOf = <T extends TSchema>(item: T) =>
  Type.Object({ items: Type.Array(item), nextCursor: Type.Optional(Type.String()) });

/** What a read of a projection says about its freshness. */
export const freshness = {
  position: PositionText,
  fresh: Type.Boolean({ description: "Whether the reply reflects `after`; true when none was given." }),
};

export const ProblemSchema = Type.Object(
  {
    type: Type.String(),
    title: Type.String(),
    status: Type.Integer(),
    code: Type.String(),
    detail: Type.String(),
    instance: Type.String(),
    errors: Type.Optional(Type.Array(Type.Object({ path: Type.String(), message: Type.String() }))),
  },
  { $id: "Problem", description: "RFC 9457 problem document." },
);

export const MovieParams = Closed({ movieId: Type.String({ ...Id, examples: ["alien-1979"] }) });
export const UserParams = Closed({ userId: Id });
export const Empty = Type.Null({ description: "No body." });
export type PageQuery = Static<ReturnType<typeof pageQuery>>;
export const pageQuery = () => Closed({ limit: Limit(50, 200), cursor: Cursor, after: After });
