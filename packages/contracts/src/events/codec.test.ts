import { readFileSync } from "node:fs";
import { join } from "node:path";
import avro from "avsc";
import { describe, expect, it } from "vitest";
import { UndecodableEventError, createCodec, decodeEvent, encodeEvent } from "./codec.ts";
import type { DomainEvent } from "./events.ts";
import { createRegistry, eventSchemas, parseSchema, typeOf, type RegisteredSchema } from "./registry.ts";
import { sampleEvents } from "./samples.ts";

/** Bytes that published versions wrote: a line may be added for a new version, never changed. */
const golden = readFileSync(join(import.meta.dirname, "golden.txt"), "utf8")
  .split("\n")
  .filter(Boolean)
  .map((line) => line.split(" ") as [schema: string, hex: string]);

describe("events on the wire", () => {
  it("has a sample and golden bytes for every event", () => {
    expect(new Set(sampleEvents.map((event) => event.type))).toEqual(new Set(eventSchemas.map((s) => s.event)));
    expect(golden.map(([schema]) => schema)).toEqual(eventSchemas.map((s) => s.file.replace(".avsc", "")));
  });

  it.each(sampleEvents)("$type is written as its golden bytes say, and read back whole", (event) => {
    const last = eventSchemas.findLast((schema) => schema.event === event.type);
    const bytes = golden.find(([schema]) => `${schema}.avsc` === last?.file)?.[1];
    expect(encodeEvent(event).toString("hex")).toBe(bytes);
    expect(decodeEvent(encodeEvent(event))).toEqual(event);
  });

  it.each(golden)("%s written by any version is still readable", (_schema, hex) => {
    expect(decodeEvent(Buffer.from(hex, "hex")).eventId).toMatch(/^event-\d+$/);
  });

  it("keeps ids unique and in order", () => {
    expect(eventSchemas.map((schema) => schema.id)).toEqual(eventSchemas.map((_, index) => index + 1));
  });

  it("is compatible in both directions between all versions of an event (FULL_TRANSITIVE)", () => {
    for (const a of eventSchemas) {
      for (const b of eventSchemas) {
        if (a.event === b.event) expect(() => parseSchema(a.file).createResolver(parseSchema(b.file))).not.toThrow();
      }
    }
  });

  it("writes the last version that is not only announced, and reads the announced one as that", () => {
    const v1 = parseSchema("movie-clicked.v1.avsc");
    const schema = v1.schema() as avro.schema.RecordType;
    const surface = { name: "surface", type: ["null", "string"], default: null };
    const v2 = typeOf({ ...schema, fields: [surface, ...schema.fields] });
    const event = "MovieClicked" as const;
    const codecOf = (...schemas: RegisteredSchema[]) => createCodec(createRegistry(schemas));
    const before = codecOf({ id: 1, event, type: v1 }, { id: 2, event, type: v2, announced: true });
    const after = codecOf({ id: 1, event, type: v1 }, { id: 2, event, type: v2 });
    const clicked = sampleEvents.find(({ type }) => type === event)!;
    const newer = { ...clicked, surface: "home" } as DomainEvent;
    expect(before.decode(after.encode(newer))).toEqual(clicked);
    expect(after.decode(before.encode(clicked))).toEqual({ ...clicked, surface: null });
    expect(() => codecOf({ id: 1, event, type: v1 }).decode(after.encode(newer))).toThrow("never published");
  });

  it("lets a field be added with a default, and not without", () => {
    const v1 = parseSchema("movie-clicked.v1.avsc");
    const schema = v1.schema() as avro.schema.RecordType;
    const withField = (field: object) =>
      avro.Type.forSchema({ ...schema, fields: [...schema.fields, field] } as avro.Schema, { wrapUnions: false });
    const optional = withField({ name: "surface", type: ["null", "string"], default: null });
    expect(() => optional.createResolver(v1)).not.toThrow();
    expect(() => v1.createResolver(optional)).not.toThrow();
    expect(() => withField({ name: "surface", type: "string" }).createResolver(v1)).toThrow();
  });

  it("names the field that keeps an event from being written", () => {
    const event = { ...sampleEvents[1], rating: "five" } as unknown as DomainEvent;
    expect(() => encodeEvent(event)).toThrow('MovieRated.rating is not valid: "five"');
    expect(() => encodeEvent({ ...sampleEvents[1], mood: 1 } as unknown as DomainEvent)).toThrow(TypeError);
  });

  it.each([
    ["nothing", "", "too short"],
    ["another magic byte", "0100000001", "magic byte"],
    ["an unknown schema", "00000fffff00", "never published"],
    ["a cut payload", "000000000102", "MovieViewed (schema 1)"],
    ["trailing bytes", `${golden[0]?.[1]}00`, "MovieViewed (schema 1)"],
    ["an array that claims more than there is", "000000000c0002000000feffffffff0f", "schema 12"],
  ])("refuses %s with the reason", (_name, hex, reason) => {
    const read = () => decodeEvent(Buffer.from(hex, "hex"));
    expect(read).toThrow(UndecodableEventError);
    expect(read).toThrow(reason);
  });

  it.each([
    ["a rating that is no number", { ...sampleEvents[1], rating: NaN }, "rating"],
    ["a rating beyond five stars", { ...sampleEvents[1], rating: 1e308 }, "rating"],
    ["a progress below nothing", { ...sampleEvents[0], progress: -0.1 }, "progress"],
    ["a viewer of no name", { ...sampleEvents[0], userId: "" }, "userId"],
    ["an event id that is too long", { ...sampleEvents[0], eventId: "e".repeat(65) }, "eventId"],
    ["a film that names no document", { ...sampleEvents[0], movieId: "a/b" }, "movieId"],
    ["a time that is none", { ...sampleEvents[0], occurredAt: 9e15 }, "occurredAt"],
    ["a retraction of no id", { ...sampleEvents[7], retractedEventId: "{" }, "retractedEventId"],
  ])("refuses %s", (_name, event, reason) => {
    expect(() => decodeEvent(encodeEvent(event as DomainEvent))).toThrow(reason);
  });

  it("refuses an event of another topic where it is told which one is read", () => {
    const value = encodeEvent(sampleEvents[0]!);
    expect(decodeEvent(value, "activity.signals").type).toBe("MovieViewed");
    expect(() => decodeEvent(value, "auth.users")).toThrow("MovieViewed belongs to the topic activity.signals");
  });

  it("reads an unknown feedback of a newer writer as unknown", () => {
    const type = parseSchema("feedback-given.v1.avsc");
    const schema = type.schema() as avro.schema.RecordType;
    const newer = JSON.parse(
      JSON.stringify(schema).replace('"notInterested"]', '"notInterested","adored"]'),
    ) as avro.Schema;
    const written = avro.Type.forSchema(newer, { wrapUnions: false }).toBuffer({
      eventId: "e",
      userId: "u",
      occurredAt: 1,
      movieId: "m",
      recommendationId: null,
      feedback: "adored",
    });
    const resolver = type.createResolver(avro.Type.forSchema(newer, { wrapUnions: false }));
    expect(type.fromBuffer(written, resolver)).toMatchObject({ feedback: "unknown" });
  });
});
