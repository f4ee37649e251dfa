const javaMagic = Buffer.from([0x82, 0x53, 0x4e, 0x41, 0x50, 0x50, 0x59, 0]);

/**
 * Snappy as found in Kafka records: the raw format, or the framing of Java's snappy (8 bytes of magic, 8 of versions, then
 * blocks behind their big-endian sizes). Format: https://github.com/google/snappy/blob/main/format_description.txt
 *
 * @throws {RangeError} when the input is cut short or points outside of itself.
 */
export function decompressSnappy(input: Buffer): Buffer {
  if (!input.subarray(0, javaMagic.length).equals(javaMagic)) return decompressBlock(input);
  const blocks: Buffer[] = [];
  for (let at = 16; at < input.length;) {
    const size = input.readInt32BE(at);
    blocks.push(decompressBlock(input.subarray(at + 4, at + 4 + size)));
    at += 4 + size;
  }
  return Buffer.concat(blocks);
}

function decompressBlock(input: Buffer): Buffer {
  let at = 0;
  let size = 0;
  for (let shift = 0, more = true; more; shift += 7) {
    const byte = input.readUInt8(at++);
    size += (byte & 0x7f) * 2 ** shift;
    more = byte >= 0x80;
  }
  // A copy of 64 bytes takes 3 bytes of input: no valid block expands further.
  if (size > 22 * input.length + 64)
    throw new RangeError(`a snappy block of ${input.length} bytes cannot hold ${size}`);
  const output = Buffer.alloc(size);
  let end = 0;

  while (at < input.length) {
    const tag = input.readUInt8(at++);
    let length = (tag >> 2) + 1;
    let distance = 0;
    switch (tag & 3) {
      case 0:
        if (length > 60) {
          const bytes = length - 60;
          length = input.readUIntLE(at, bytes) + 1;
          at += bytes;
        }
        if (at + length > input.length || end + length > size) throw outside();
        end += input.copy(output, end, at, at + length);
        at += length;
        continue;
      case 1:
        length = ((tag >> 2) & 7) + 4;
        distance = ((tag >> 5) << 8) | input.readUInt8(at++);
        break;
      case 2:
        distance = input.readUInt16LE(at);
        at += 2;
        break;
      default:
        distance = input.readUInt32LE(at);
        at += 4;
    }
    if (distance === 0 || distance > end || end + length > size) throw outside();
    // Byte by byte, as a copy may reach into what it has just written.
    for (const stop = end + length; end < stop; end++) output[end] = output[end - distance]!;
  }
  if (end !== size) throw outside();
  return output;
}

const outside = () => new RangeError("the snappy data is damaged");
