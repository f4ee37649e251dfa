/** A vector for each token of a WordPiece vocabulary, in 8-bit numbers, and the words that mean nearly the same. */
export type EmbeddingTable = Readonly<{
  name: string;
  dimensions: number;
  tokens: readonly string[];
  /** Row by row. */
  rows: Int8Array;
  /** What a row's numbers are to be multiplied with. */
  scales: Float32Array;
  /** How many related tokens each has; they stand one token's behind the other's, the nearest first. */
  relatedCounts: Uint8Array;
  related: Uint16Array;
  /** The cosine of each, in 255ths. */
  nearness: Uint8Array;
}>;

type Header = Readonly<{ name: string; dimensions: number; tokens: number; vocabularyBytes: number; related: number }>;

/** What a file begins with. */
const MARK = "static-embeddings 1\n";
const NEWLINE = 10;
const FLOAT = Float32Array.BYTES_PER_ELEMENT;
const SHORT = Uint16Array.BYTES_PER_ELEMENT;

/**
 * A table as the bytes of a file: the line `static-embeddings 1`; a line of JSON that says how much of everything follows,
 * with `note` for whoever looks into it; the tokens, a line each; scales (little-endian, as all numbers), rows, counts of
 * related tokens, these, and how near they are.
 */
export function encodeTable(table: EmbeddingTable, note: string): Uint8Array {
  const { name, dimensions, tokens, rows, scales, relatedCounts, related, nearness } = table;
  const vocabulary = new TextEncoder().encode(`${tokens.join("\n")}\n`);
  const sizes: Header = {
    name,
    dimensions,
    tokens: tokens.length,
    vocabularyBytes: vocabulary.length,
    related: related.length,
  };
  const head = new TextEncoder().encode(`${MARK}${JSON.stringify({ ...sizes, note })}\n`);
  const floats = new DataView(new ArrayBuffer(scales.length * FLOAT));
  for (const [token, scale] of scales.entries()) floats.setFloat32(token * FLOAT, scale, true);
  const shorts = new DataView(new ArrayBuffer(related.length * SHORT));
  for (const [at, token] of related.entries()) shorts.setUint16(at * SHORT, token, true);
  const parts = [head, vocabulary, floats, rows, relatedCounts, shorts, nearness];
  const bytes = new Uint8Array(parts.reduce((sum, { byteLength }) => sum + byteLength, 0));
  let at = 0;
  for (const { buffer, byteOffset, byteLength } of parts) {
    bytes.set(new Uint8Array(buffer, byteOffset, byteLength), at);
    at += byteLength;
  }
  return bytes;
}

/**
 * The table of a file's bytes, whose rows are not copied.
 * @throws {Error} the bytes are no such file, or not the whole of it
 */
export function decodeTable(bytes: Uint8Array): EmbeddingTable {
  const text = (from: number, to: number) => new TextDecoder().decode(bytes.subarray(from, to));
  if (text(0, MARK.length) !== MARK)
    throw new Error(`This is no table of embeddings: it does not begin with "${MARK.trim()}".`);
  const end = bytes.indexOf(NEWLINE, MARK.length);
  const { name, dimensions, tokens, vocabularyBytes, related } = JSON.parse(text(MARK.length, end)) as Header;
  let at = end + 1;
  const next = (length: number) => (at += length) - length;
  const vocabularyAt = next(vocabularyBytes);
  const scalesAt = next(tokens * FLOAT);
  const rowsAt = next(tokens * dimensions);
  const countsAt = next(tokens);
  const relatedAt = next(related * SHORT);
  const nearnessAt = next(related);
  if (bytes.length !== at)
    throw new Error(`The table of embeddings has ${bytes.length} bytes instead of ${at}: copy or build it anew.`);
  const numbers = new DataView(bytes.buffer, bytes.byteOffset);
  return {
    name,
    dimensions,
    tokens: text(vocabularyAt, scalesAt - 1).split("\n"),
    scales: Float32Array.from({ length: tokens }, (_, token) => numbers.getFloat32(scalesAt + token * FLOAT, true)),
    rows: new Int8Array(bytes.buffer, bytes.byteOffset + rowsAt, tokens * dimensions),
    relatedCounts: bytes.subarray(countsAt, countsAt + tokens),
    related: Uint16Array.from({ length: related }, (_, i) => numbers.getUint16(relatedAt + i * SHORT, true)),
    nearness: bytes.subarray(nearnessAt, nearnessAt + related),
  };
}
