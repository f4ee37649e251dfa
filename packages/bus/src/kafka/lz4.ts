const blockSizes: Readonly<Record<number, number>> = { 4: 65_536, 5: 262_144, 6: 1_048_576, 7: 4_194_304 };

/**
 * An LZ4 frame. Checksums are not looked at: TCP and the broker have their own.
 * Format: https://github.com/lz4/lz4/blob/dev/doc/lz4_Frame_format.md
 *
 * @throws {RangeError} when the input is no LZ4 frame, is cut short or points outside of itself.
 */
export function decompressLz4(input: Buffer): Buffer {
  if (input.readUInt32LE(0) !== 0x184d2204) throw new RangeError("the data is no LZ4 frame");
  const flags = input.readUInt8(4);
  const blockSize = blockSizes[(input.readUInt8(5) >> 4) & 7];
  if (flags >> 6 !== 1 || blockSize === undefined) throw damaged();
  const checksumSize = (flags & 0x10) === 0 ? 0 : 4;
  let at = 7 + ((flags & 0x08) === 0 ? 0 : 8) + ((flags & 0x01) === 0 ? 0 : 4);
  let output: Buffer = Buffer.alloc(0);

  for (let header = input.readUInt32LE(at); header !== 0; header = input.readUInt32LE(at)) {
    const size = header & 0x7fffffff;
    const block = input.subarray(at + 4, at + 4 + size);
    if (block.length < size) throw damaged();
    output = header >>> 31 === 1 ? Buffer.concat([output, block]) : expandBlock(block, output, blockSize);
    at += 4 + size + checksumSize;
  }
  return output;
}

/** What was put out before, which a block may refer to, and what the block adds. */
function expandBlock(block: Buffer, before: Buffer, blockSize: number): Buffer {
  const output = Buffer.alloc(before.length + blockSize);
  before.copy(output);
  let at = 0;
  let end = before.length;

  /** A length of four bits, which goes on in further bytes when all are set. */
  const lengthFrom = (nibble: number): number => {
    let length = nibble;
    for (let byte = nibble === 15 ? 255 : 0; byte === 255; length += byte) byte = block.readUInt8(at++);
    return length;
  };

  while (at < block.length) {
    const token = block.readUInt8(at++);
    const literals = lengthFrom(token >> 4);
    if (at + literals > block.length || end + literals > output.length) throw damaged();
    end += block.copy(output, end, at, at + literals);
    at += literals;
    if (at === block.length) break;
    const distance = block.readUInt16LE(at);
    at += 2;
    const length = lengthFrom(token & 15) + 4;
    if (distance === 0 || distance > end || end + length > output.length) throw damaged();
    for (const stop = end + length; end < stop; end++) output[end] = output[end - distance]!;
  }
  return output.subarray(0, end);
}

const damaged = () => new RangeError("the LZ4 data is damaged");
