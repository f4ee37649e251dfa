import { readFileSync } from "node:fs";
import { join } from "node:path";
import avro from "avsc";
import type { EventType } from "./events.ts";

/**
 * Every version of every event ever published. Ids are written into records: a line may be added, never changed or
 * removed. The last version of an event is the one that is written, unless it is only `announced`: who does not know an
 * id takes its records for poison, so that a version is announced by one release and written by the next.
 */
export const eventSchemas = [
  { id: 1, event: "MovieViewed", version: 1, file: "movie-viewed.v1.avsc" },
  { id: 2, event: "MovieRated", version: 1, file: "movie-rated.v1.avsc" },
  { id: 3, event: "ReviewPosted", version: 1, file: "review-posted.v1.avsc" },
  { id: 4, event: "ReviewRemoved", version: 1, file: "review-removed.v1.avsc" },
  { id: 5, event: "WatchlistChanged", version: 1, file: "watchlist-changed.v1.avsc" },
  { id: 6, event: "FeedbackGiven", version: 1, file: "feedback-given.v1.avsc" },
  { id: 7, event: "MovieClicked", version: 1, file: "movie-clicked.v1.avsc" },
  { id: 8, event: "SignalRetracted", version: 1, file: "signal-retracted.v1.avsc" },
  { id: 9, event: "ViewerErased", version: 1, file: "viewer-erased.v1.avsc" },
  { id: 10, event: "UserRegistered", version: 1, file: "user-registered.v1.avsc" },
  { id: 11, event: "UserErased", version: 1, file: "user-erased.v1.avsc" },
  { id: 12, event: "MovieUpserted", version: 1, file: "movie-upserted.v1.avsc" },
  { id: 13, event: "MovieRemoved", version: 1, file: "movie-removed.v1.avsc" },
  { id: 14, event: "MovieRatingsCounted", version: 1, file: "movie-ratings-counted.v1.avsc" },
  { id: 15, event: "RecommendationsServed", version: 1, file: "recommendations-served.v1.avsc" },
  { id: 16, event: "ModelPublished", version: 1, file: "model-published.v1.avsc" },
  { id: 17, event: "ModelWithdrawn", version: 1, file: "model-withdrawn.v1.avsc" },
] as const satisfies readonly SchemaLine[];

type SchemaLine = Readonly<{ id: number; event: EventType; version: number; file: string; announced?: true }>;

/** The Avro type of a schema file, parsed anew. */
export function parseSchema(file: string): avro.Type {
  return typeOf(JSON.parse(readFileSync(join(import.meta.dirname, "schemas", file), "utf8")) as avro.Schema);
}

/** The Avro type of a schema; unions stay unwrapped because only `null | X` is allowed. */
export function typeOf(schema: avro.Schema): avro.Type {
  return avro.Type.forSchema(schema, { wrapUnions: false });
}

/** Reads what one schema wrote: what stands in the bytes from a place on, to their end. */
export type Reader = Readonly<{ event: EventType; decode: (bytes: Buffer, from: number) => object }>;

export interface Registry {
  /** The schema that events of this type are written with. */
  writerOf(event: EventType): Readonly<{ id: number; type: avro.Type }>;
  /** Reads what any version wrote as the version that is written; undefined for an id that is not among them. */
  readerOf(id: number): Reader | undefined;
}

/** One version of an event, with its Avro type. */
export type RegisteredSchema = Pick<SchemaLine, "id" | "event" | "announced"> & Readonly<{ type: avro.Type }>;

/** A registry of these schemas, those of an event in the order of their versions. */
export function createRegistry(schemas: readonly RegisteredSchema[]): Registry {
  const byId = new Map(schemas.map((schema) => [schema.id, schema]));
  const written = new Map(schemas.filter(({ announced }) => !announced).map((schema) => [schema.event, schema]));
  const readers = new Map<number, Reader>();

  function writerOf(event: EventType): RegisteredSchema {
    const schema = written.get(event);
    if (!schema) throw new Error(`no schema for event ${event}: add it to the registry`);
    return schema;
  }

  return {
    writerOf,
    readerOf(id) {
      const known = readers.get(id);
      if (known) return known;
      const schema = byId.get(id);
      if (!schema) return undefined;
      const wanted = writerOf(schema.event);
      const resolver = wanted.id === id ? undefined : wanted.type.createResolver(schema.type);
      const reader: Reader = {
        event: schema.event,
        decode(bytes, from) {
          const { value, offset } = wanted.type.decode(bytes, from, resolver);
          if (offset === -1) throw new Error("truncated buffer");
          if (offset < bytes.length) throw new Error("trailing data");
          return value as object;
        },
      };
      readers.set(id, reader);
      return reader;
    },
  };
}

/** What this version of the program writes and reads. */
export const publishedSchemas: readonly RegisteredSchema[] = eventSchemas.map((schema) => ({
  ...schema,
  type: parseSchema(schema.file),
}));
