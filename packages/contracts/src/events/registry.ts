import { readFileSync } from "node:fs";
import { join } from "node:path";
import avro from "avsc";
import type { EventType } from "./events.ts";

/**
 * Every version of every event ever published. Ids are written into records: a line may be added, never changed or
 * removed. The last version of an event is the one that is written.
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
] as const satisfies readonly Readonly<{ id: number; event: EventType; version: number; file: string }>[];

export type EventSchema = (typeof eventSchemas)[number];

/** The Avro type of a schema file, parsed anew; unions stay unwrapped because only `null | X` is allowed. */
export function parseSchema(file: string): avro.Type {
  const text = readFileSync(join(import.meta.dirname, "schemas", file), "utf8");
  return avro.Type.forSchema(JSON.parse(text) as avro.Schema, { wrapUnions: false });
}

const types = new Map<number, avro.Type>(eventSchemas.map((schema) => [schema.id, parseSchema(schema.file)]));
const byId = new Map<number, EventSchema>(eventSchemas.map((schema) => [schema.id, schema]));
const latest = new Map<EventType, EventSchema>(eventSchemas.map((schema) => [schema.event, schema]));

/** Reads payloads that one schema wrote. */
export type Reader = Readonly<{ event: EventType; decode: (payload: Buffer) => object }>;
const readers = new Map<number, Reader>();

/** The schema that events of this type are written with. */
export function writerOf(event: EventType): Readonly<{ id: number; type: avro.Type }> {
  const schema = latest.get(event);
  const type = schema && types.get(schema.id);
  if (!type) throw new Error(`no schema for event ${event}: add it to the registry`);
  return { id: schema.id, type };
}

/** Reads what any published version wrote as the latest version; undefined for an id that was never published. */
export function readerOf(id: number): Reader | undefined {
  const known = readers.get(id);
  if (known) return known;
  const schema = byId.get(id);
  const written = types.get(id);
  if (!schema || !written) return undefined;
  const wanted = writerOf(schema.event);
  const resolver = wanted.id === id ? undefined : wanted.type.createResolver(written);
  const reader: Reader = {
    event: schema.event,
    decode: (payload) => wanted.type.fromBuffer(payload, resolver) as object,
  };
  readers.set(id, reader);
  return reader;
}
