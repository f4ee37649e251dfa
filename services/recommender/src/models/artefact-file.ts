import { createHash } from "node:crypto";
import { setImmediate as nextTurn } from "node:timers/promises";
import type { Artefact, ArtefactFacts, Section, Sections, StoredArtefact } from "./artefact.ts";

/**
 * An artefact in one file, little-endian:
 *
 *     8 bytes   magic, with the format's version
 *     8 bytes   length of the header
 *     32 bytes  SHA-256 of everything behind it
 *     header    JSON, padded with spaces to a multiple of 8
 *     sections  each at a multiple of 8
 */
const MAGIC = "PRJMODL1";
const PREFIX_BYTES = 48;
const ALIGNMENT = 8;
/** A few milliseconds' work. */
const HASHED_PER_TURN = 2 ** 21;

const arrays = {
  f32: Float32Array,
  f64: Float64Array,
  i32: Int32Array,
  u32: Uint32Array,
  u16: Uint16Array,
  u8: Uint8Array,
} as const;
type SectionType = keyof typeof arrays;
type Placed = Readonly<{ name: string; type: SectionType; length: number; offset: number }>;
type Header = ArtefactFacts & Readonly<{ sections: readonly Placed[]; bytes: number }>;

/** What the file holds is not what was written to it. */
export class ArtefactDamagedError extends Error {
  constructor(what: string) {
    super(what);
    this.name = "ArtefactDamagedError";
  }
}

/** The bytes that stand for an artefact, in parts, and what they say of it. */
export function encodeArtefact({ sections, ...facts }: Artefact): Readonly<{
  parts: readonly Uint8Array[];
  stored: StoredArtefact;
}> {
  const placed: Placed[] = [];
  const body: Uint8Array[] = [];
  let offset = 0;
  for (const [name, section] of Object.entries(sections)) {
    placed.push({ name, type: typeOf(section), length: section.length, offset });
    body.push(new Uint8Array(section.buffer, section.byteOffset, section.byteLength));
    const padding = paddingOf(section.byteLength);
    if (padding > 0) body.push(new Uint8Array(padding));
    offset += section.byteLength + padding;
  }
  const header = Buffer.from(JSON.stringify({ ...facts, sections: placed, bytes: offset } satisfies Header));
  const padded = Buffer.concat([header, Buffer.alloc(paddingOf(header.length), " ")]);
  const hash = createHash("sha256");
  for (const part of [padded, ...body]) {
    // A hash takes no more than 2 GiB at once.
    for (let at = 0; at < part.length; at += HASHED_PER_TURN) hash.update(part.subarray(at, at + HASHED_PER_TURN));
  }
  const digest = hash.digest();
  const prefix = Buffer.alloc(PREFIX_BYTES);
  prefix.write(MAGIC, "latin1");
  prefix.writeBigUInt64LE(BigInt(padded.length), 8);
  digest.copy(prefix, 16);
  const parts = [prefix, padded, ...body];
  return { parts, stored: storedOf(JSON.parse(header.toString()) as Header, digest, padded.length) };
}

/** How many bytes to read for {@link decodeSummary}, told by the first {@link PREFIX_BYTES}. @throws {ArtefactDamagedError} */
export function summaryBytes(prefix: Buffer): number {
  if (prefix.length < PREFIX_BYTES || prefix.toString("latin1", 0, 8) !== MAGIC)
    throw new ArtefactDamagedError("it does not begin as an artefact does");
  return PREFIX_BYTES + Number(prefix.readBigUInt64LE(8));
}
export { PREFIX_BYTES };

/** What the beginning of a file says of the artefact; its checksum is not verified. @throws {ArtefactDamagedError} */
export function decodeSummary(beginning: Buffer): StoredArtefact {
  const end = summaryBytes(beginning);
  if (beginning.length < end) throw new ArtefactDamagedError("it ends within its header");
  return storedOf(headerOf(beginning, end), beginning.subarray(16, PREFIX_BYTES), end - PREFIX_BYTES);
}

/**
 * The artefact that a whole file holds; its sections are views of `file`. Others have their turn meanwhile.
 * @throws {ArtefactDamagedError}
 */
export async function decodeArtefact(
  file: Buffer<ArrayBuffer>,
): Promise<Readonly<{ artefact: Artefact; stored: StoredArtefact }>> {
  const begin = summaryBytes(file);
  const hash = createHash("sha256");
  for (let at = PREFIX_BYTES; at < file.length; at += HASHED_PER_TURN) {
    hash.update(file.subarray(at, at + HASHED_PER_TURN));
    await nextTurn();
  }
  const digest = hash.digest();
  if (!digest.equals(file.subarray(16, PREFIX_BYTES))) throw new ArtefactDamagedError("its checksum does not fit");
  const { sections: placed, bytes: _bytes, ...facts } = headerOf(file, begin);
  const sections = Object.fromEntries(
    placed.map(({ name, type, length, offset }) => [name, viewOf(file, type, begin + offset, length)]),
  ) satisfies Sections;
  return { artefact: { ...facts, sections }, stored: decodeSummary(file) };
}

function viewOf(file: Buffer<ArrayBuffer>, type: SectionType, offset: number, length: number): Section {
  const array = arrays[type];
  const at = file.byteOffset + offset;
  if (at % ALIGNMENT === 0) return new array(file.buffer, at, length);
  // A buffer out of a pool may begin anywhere.
  return new array(file.buffer.slice(at, at + length * array.BYTES_PER_ELEMENT));
}

function headerOf(file: Buffer, end: number): Header {
  try {
    return JSON.parse(file.toString("utf8", PREFIX_BYTES, end)) as Header;
  } catch {
    throw new ArtefactDamagedError("its header is not JSON");
  }
}

function storedOf({ sections, bytes, ...facts }: Header, digest: Buffer, headerBytes: number): StoredArtefact {
  return {
    ...facts,
    sections: sections.map(({ name, type, length }) => ({ name, type, length })),
    bytes: PREFIX_BYTES + headerBytes + bytes,
    sha256: digest.toString("hex"),
  };
}

function typeOf(section: Section): SectionType {
  for (const [type, array] of Object.entries(arrays)) if (section instanceof array) return type as SectionType;
  throw new TypeError("a section is a typed array of one of the stored kinds");
}

function paddingOf(bytes: number): number {
  return (ALIGNMENT - (bytes % ALIGNMENT)) % ALIGNMENT;
}
