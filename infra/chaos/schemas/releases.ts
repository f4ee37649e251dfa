import type { DomainEvent } from "@projectionist/contracts";
import { createCodec, type Codec } from "@projectionist/contracts/codec";
import { createRegistry, parseSchema, typeOf, type RegisteredSchema } from "@projectionist/contracts/registry";

type Field = Readonly<Record<string, unknown> & { name: string }>;
type Type = RegisteredSchema["type"];

/** A release of the program: it reads all versions and writes its own, as one shape of each event. */
export type Release = Readonly<{
  version: number;
  codec: Codec;
  /** What the release's own schema alone makes of a record, whoever wrote it. */
  decodeAlone(value: Uint8Array): object;
}>;

const surface: Field = { name: "surface", type: ["null", "string"], default: null };
const device: Field = { name: "device", type: "string", default: "unknown" };
const FIRST_ID = 1_001;
const HEADER_BYTES = 5;

/** Ratings get a field in front in version 2, and lose it again for another in version 3. */
const rated = versionsOf("movie-rated.v1.avsc", (fields, version) => {
  return version === 2 ? [surface, ...fields] : [device, ...fields];
});

/** Feedback learns a word in version 2, and gets a field in version 3. */
const feedback = versionsOf("feedback-given.v1.avsc", (fields, version) => {
  const taught = fields.map((field) => (field.name === "feedback" ? withSymbol(field, "adored") : field));
  return version === 2 ? taught : [device, ...taught];
});

/** Three releases that follow each other; each announces the versions of the later ones. */
export const releases: readonly Release[] = [1, 2, 3].map((version) => {
  const schemas = [1, 2, 3].flatMap((of): RegisteredSchema[] => {
    const announced = of > version ? { announced: true as const } : {};
    return [
      { id: FIRST_ID + of, event: "MovieRated", type: rated[of - 1]!, ...announced },
      { id: FIRST_ID + 10 + of, event: "FeedbackGiven", type: feedback[of - 1]!, ...announced },
    ];
  });
  return {
    version,
    codec: createCodec(createRegistry(schemas)),
    decodeAlone(value) {
      const bytes = Buffer.from(value);
      const [name, types] =
        bytes.readUInt32BE(1) > FIRST_ID + 10 ? ["FeedbackGiven", feedback] : (["MovieRated", rated] as const);
      return { type: name, ...(types[version - 1]!.fromBuffer(bytes.subarray(HEADER_BYTES)) as object) };
    },
  };
});

/** An event as a release of this version knows it, of one that another release wrote. */
export function asKnownBy(version: number, event: DomainEvent): object {
  const {
    surface: place = null,
    device: machine = "unknown",
    ...known
  } = event as DomainEvent & Record<string, unknown>;
  const isNewWord = version === 1 && "feedback" in known && (known["feedback"] as string) === "adored";
  return {
    ...known,
    ...(isNewWord ? { feedback: "unknown" } : {}),
    ...(version === 2 && event.type === "MovieRated" ? { surface: place } : {}),
    ...(version === 3 ? { device: machine } : {}),
  };
}

function versionsOf(file: string, shape: (fields: readonly Field[], version: number) => readonly Field[]): Type[] {
  const first = parseSchema(file);
  const schema = JSON.parse(JSON.stringify(first.schema({ exportAttrs: true }))) as { fields: Field[] };
  const later = [2, 3].map((version) => typeOf({ ...schema, fields: shape(schema.fields, version) } as never));
  return [first, ...later];
}

function withSymbol(field: Field, symbol: string): Field {
  const type = field["type"] as { symbols: readonly string[] };
  return { ...field, type: { ...type, symbols: [...type.symbols, symbol], default: "unknown" } };
}
