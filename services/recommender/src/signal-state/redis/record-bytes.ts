const NUMBER_BYTES = 8;
const LENGTH_BYTES = 2;
const UUID_BYTES = 16;
/** A length that says: 16 bytes follow that are a UUID, which as text would take 36. */
const UUID = 0xffff;
const uuid = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/;

/** Fills bytes whose number is known beforehand. */
export class ByteWriter {
  readonly bytes: Buffer;
  #at = 0;

  constructor(size: number) {
    this.bytes = Buffer.allocUnsafe(size);
  }

  byte(value: number): void {
    this.#at = this.bytes.writeUInt8(value, this.#at);
  }

  number(value: number): void {
    this.#at = this.bytes.writeDoubleBE(value, this.#at);
  }

  text(value: string): void {
    const isUuid = uuid.test(value);
    const length = isUuid ? UUID_BYTES : Buffer.byteLength(value);
    this.#at = this.bytes.writeUInt16BE(isUuid ? UUID : length, this.#at);
    this.#at += isUuid
      ? this.bytes.write(value.replaceAll("-", ""), this.#at, "hex")
      : this.bytes.write(value, this.#at, "utf8");
  }
}

/** How many bytes a text of at most 65,534 bytes takes. */
export function sizeOfText(value: string): number {
  return LENGTH_BYTES + (uuid.test(value) ? UUID_BYTES : Buffer.byteLength(value));
}

/** Reads what a {@link ByteWriter} wrote. */
export class ByteReader {
  readonly #bytes: Buffer;
  #at = 0;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  get atEnd(): boolean {
    return this.#at >= this.#bytes.length;
  }

  byte(): number {
    return this.#bytes.readUInt8(this.#at++);
  }

  number(): number {
    const value = this.#bytes.readDoubleBE(this.#at);
    this.#at += NUMBER_BYTES;
    return value;
  }

  text(): string {
    const length = this.#bytes.readUInt16BE(this.#at);
    const from = this.#at + LENGTH_BYTES;
    this.#at = from + (length === UUID ? UUID_BYTES : length);
    if (length !== UUID) return this.#bytes.toString("utf8", from, this.#at);
    const hex = this.#bytes.toString("hex", from, this.#at);
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
  }
}
