const FIRST_BYTES = 16_384;

/** Writes the part of MessagePack that batches need, into one buffer that grows. */
export class MsgpackWriter {
  #bytes = Buffer.allocUnsafeSlow(FIRST_BYTES);
  #length = 0;

  /** What was written; good until the writer is used again. */
  written(): Buffer {
    return this.#bytes.subarray(0, this.#length);
  }

  /** Begins an array of so many values. */
  array(count: number): void {
    this.#reserve(5);
    if (count < 16) this.#byte(0x90 | count);
    else if (count < 0x10000) this.#tagged16(0xdc, count);
    else this.#tagged32(0xdd, count);
  }

  /** A whole number from 0 to 2³² − 1. */
  uint(value: number): void {
    this.#reserve(5);
    if (value < 128) this.#byte(value);
    else if (value < 0x10000) this.#tagged16(0xcd, value);
    else this.#tagged32(0xce, value);
  }

  double(value: number): void {
    this.#reserve(9);
    this.#byte(0xcb);
    this.#length = this.#bytes.writeDoubleBE(value, this.#length);
  }

  string(value: string): void {
    this.#stringOf(Buffer.byteLength(value));
    this.#length += this.#bytes.write(value, this.#length);
  }

  bytes(value: Uint8Array): void {
    this.#stringOf(value.length);
    this.#bytes.set(value, this.#length);
    this.#length += value.length;
  }

  #stringOf(length: number): void {
    this.#reserve(5 + length);
    if (length < 32) this.#byte(0xa0 | length);
    else if (length < 0x10000) this.#tagged16(0xda, length);
    else this.#tagged32(0xdb, length);
  }

  #byte(value: number): void {
    this.#bytes[this.#length++] = value;
  }

  #tagged16(tag: number, value: number): void {
    this.#byte(tag);
    this.#length = this.#bytes.writeUInt16BE(value, this.#length);
  }

  #tagged32(tag: number, value: number): void {
    this.#byte(tag);
    this.#length = this.#bytes.writeUInt32BE(value, this.#length);
  }

  #reserve(bytes: number): void {
    if (this.#length + bytes <= this.#bytes.length) return;
    const grown = Buffer.allocUnsafeSlow(Math.max(2 * this.#bytes.length, this.#length + bytes));
    this.#bytes.copy(grown, 0, 0, this.#length);
    this.#bytes = grown;
  }
}
