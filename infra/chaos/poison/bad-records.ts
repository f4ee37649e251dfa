import { encodeEvent } from "@projectionist/contracts";

/** A record that is no event, and what the dead letters have to say of it. */
export type BadRecord = Readonly<{ kind: string; value: Buffer; schemaId: string; reason: string }>;

const viewed = { eventId: "e", userId: "u", occurredAt: 1, movieId: "m", recommendationId: null };
const sound = encodeEvent({ type: "MovieViewed", ...viewed, progress: 1 });
const rated = (rating: number) => encodeEvent({ type: "MovieRated", ...viewed, rating });
const bytes = (hex: string) => Buffer.from(hex.replaceAll(" ", ""), "hex");

/** What does not belong among the signals: no events, events of elsewhere, and signals of which nothing can be made. */
export const badRecords: readonly BadRecord[] = [
  { kind: "nothing", value: Buffer.alloc(0), schemaId: "", reason: "too short" },
  { kind: "less than a header", value: sound.subarray(0, 3), schemaId: "", reason: "too short" },
  { kind: "JSON", value: Buffer.from('{"type":"MovieViewed"}'), schemaId: "", reason: "magic byte" },
  { kind: "another magic byte", value: Buffer.concat([bytes("01"), sound.subarray(1)]), schemaId: "", reason: "magic" },
  { kind: "an unknown schema", value: bytes("00 0000ffff 02"), schemaId: "65535", reason: "never published" },
  { kind: "no payload", value: sound.subarray(0, 5), schemaId: "1", reason: "MovieViewed" },
  { kind: "a cut payload", value: sound.subarray(0, -3), schemaId: "1", reason: "MovieViewed" },
  { kind: "trailing bytes", value: Buffer.concat([sound, bytes("00")]), schemaId: "1", reason: "MovieViewed" },
  {
    kind: "a time beyond all numbers",
    value: bytes("00 00000009 0265 0275 feffffffffffffffff01"),
    schemaId: "9",
    reason: "ViewerErased",
  },
  {
    kind: "a text of negative length",
    value: bytes("00 00000009 01"),
    schemaId: "9",
    reason: "ViewerErased",
  },
  {
    kind: "another topic's event",
    value: encodeEvent({ type: "MovieRemoved", eventId: "e", occurredAt: 1, movieId: "m", version: 1 }),
    schemaId: "13",
    reason: "catalog.movies",
  },
  { kind: "a rating that is no number", value: rated(NaN), schemaId: "2", reason: "rating" },
  { kind: "a rating without bounds", value: rated(1e308), schemaId: "2", reason: "rating" },
  {
    kind: "an id that names no document",
    value: encodeEvent({ type: "MovieViewed", ...viewed, userId: "{u}/\0", progress: 1 }),
    schemaId: "1",
    reason: "userId",
  },
];
