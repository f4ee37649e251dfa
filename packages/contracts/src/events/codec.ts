import type { Type } from "avsc";
import type { DomainEvent, EventType } from "./events.ts";
import { createRegistry, publishedSchemas, type Reader, type Registry } from "./registry.ts";
import { signalFaultOf } from "./signal-fault.ts";
import { topicOf } from "../topics.ts";

const MAGIC = 0;
const HEADER_BYTES = 5;
const MAX_EVENT_BYTES = 1_048_576;

/** A record that is not one of our events; it belongs into the dead-letter topic, with `message` as the reason. */
export class UndecodableEventError extends Error {
  readonly schemaId: number | null;
  constructor(message: string, schemaId: number | null, options?: ErrorOptions) {
    super(message, options);
    this.name = "UndecodableEventError";
    this.schemaId = schemaId;
  }
}

export interface Codec {
  /**
   * Writes an event in the Confluent wire format: magic byte 0, schema id (4 bytes, big-endian), Avro payload.
   * @throws when a field is missing, undeclared or of the wrong type; the message names it.
   */
  encode(event: DomainEvent): Buffer;
  /**
   * Reads an event that any schema version of the registry wrote; of a topic, one that belongs there.
   * @throws {UndecodableEventError}
   */
  decode(value: Uint8Array, topic?: string): DomainEvent;
}

/** Writes and reads events as a program does that has this registry. */
export function createCodec(registry: Registry): Codec {
  return {
    encode(event) {
      const { type: name, ...fields } = event;
      const { id, type } = registry.writerOf(name);
      if (!type.isValid(fields, { noUndeclaredFields: true })) throw new TypeError(faultOf(name, type, fields));
      const payload = type.toBuffer(fields);
      const bytes = Buffer.allocUnsafe(HEADER_BYTES + payload.length);
      bytes.writeUInt8(MAGIC, 0);
      bytes.writeUInt32BE(id, 1);
      payload.copy(bytes, HEADER_BYTES);
      return bytes;
    },
    decode(value, topic) {
      const bytes = Buffer.isBuffer(value) ? value : Buffer.from(value.buffer, value.byteOffset, value.byteLength);
      if (bytes.length < HEADER_BYTES) throw new UndecodableEventError("the record is too short for an event", null);
      if (bytes.length > MAX_EVENT_BYTES) throw new UndecodableEventError("the record is larger than 1 MiB", null);
      if (bytes.readUInt8(0) !== MAGIC)
        throw new UndecodableEventError("the record does not begin with magic byte 0", null);
      const id = bytes.readUInt32BE(1);
      const reader = registry.readerOf(id);
      if (!reader) throw new UndecodableEventError(`schema id ${id} was never published`, id);
      const event = read(reader, id, bytes);
      const home = topicOf(event.type);
      if (topic !== undefined && topic !== home)
        throw new UndecodableEventError(`${event.type} belongs to the topic ${home}`, id);
      const fault = signalFaultOf(event);
      if (fault !== undefined) throw new UndecodableEventError(`${event.type}: ${fault}`, id);
      return event;
    },
  };
}

const published = createCodec(createRegistry(publishedSchemas));

/** Writes an event as the schema says that is written now; see {@link Codec}. */
export const encodeEvent: Codec["encode"] = (event) => published.encode(event);

/** Reads an event that any published schema version wrote; see {@link Codec}. */
export const decodeEvent: Codec["decode"] = (value, topic) => published.decode(value, topic);

function read({ event, decode }: Reader, id: number, bytes: Buffer): DomainEvent {
  try {
    // Spreading turns avsc's record class into a plain object and is cheap next to decoding.
    return { type: event, ...decode(bytes, HEADER_BYTES) } as DomainEvent;
  } catch (error) {
    throw new UndecodableEventError(`${event} (schema ${id}): ${(error as Error).message}`, id, { cause: error });
  }
}

function faultOf(name: EventType, type: Type, fields: object): string {
  let fault = `${name} is not valid`;
  type.isValid(fields, {
    noUndeclaredFields: true,
    errorHook: (path, value) => {
      fault = `${name}.${path.join(".") || "(event)"} is not valid: ${JSON.stringify(value) ?? "missing"}`;
    },
  });
  return fault;
}
