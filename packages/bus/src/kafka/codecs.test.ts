import { describe, expect, it } from "vitest";
import { decompressLz4 } from "./lz4.ts";
import { decompressSnappy } from "./snappy.ts";

const hex = (text: string) => Buffer.from(text.replaceAll(" ", ""), "hex");

describe("snappy", () => {
  // 12 bytes: the literal "abc", then 9 bytes from 3 back.
  const block = hex("0c 08 616263 15 03");
  const framed = Buffer.concat([hex("82 534e41505059 00 00000001 00000001 00000007"), block, hex("00000007"), block]);

  it("expands a raw block whose copies reach into themselves", () => {
    expect(decompressSnappy(block).toString()).toBe("abcabcabcabc");
  });

  it("expands copies with offsets of two and four bytes, and long literals", () => {
    const long = Buffer.alloc(100, "x");
    const input = Buffer.concat([hex("6e f0 63"), long, hex("12 6400 13 02000000")]);
    expect(decompressSnappy(input).toString()).toBe("x".repeat(110));
  });

  it("expands the blocks of Java's framing", () => {
    expect(decompressSnappy(framed).toString()).toBe("abcabcabcabcabcabcabcabc");
  });

  it.each([
    ["cut short", block.subarray(0, 6)],
    ["reaching before its start", hex("0c 08 616263 15 04")],
    ["longer than it says", hex("0b 08 616263 15 03")],
    ["claiming a gigabyte", hex("80 80 80 80 04 08 616263")],
    ["empty", Buffer.alloc(0)],
  ])("refuses data %s", (_, input) => {
    expect(() => decompressSnappy(input)).toThrow(RangeError);
  });
});

describe("LZ4", () => {
  // A block: the literal "abc", 9 bytes from 3 back, then no more literals.
  const block = hex("07000000 35 616263 0300 00");
  const frame = (...parts: Buffer[]) => Buffer.concat([hex("04224d18 60 40 82"), ...parts, hex("00000000")]);

  it("expands a block whose copies reach into themselves", () => {
    expect(decompressLz4(frame(block)).toString()).toBe("abcabcabcabc");
  });

  it("joins blocks, stored ones among them", () => {
    expect(decompressLz4(frame(block, hex("02000080 7a7a"), block)).toString()).toBe("abcabcabcabczzabcabcabcabc");
  });

  it("expands lengths that go on in further bytes", () => {
    // One literal, then 15 + 255 + 10 + 4 bytes from 1 back.
    expect(decompressLz4(frame(hex("07000000 1f 61 0100 ff 0a 00"))).toString()).toBe("a".repeat(285));
  });

  it.each([
    ["of another kind", hex("00000000 60 40 82 00000000")],
    ["cut short", frame(block).subarray(0, 14)],
    ["reaching before its start", frame(hex("07000000 35 616263 0400 00"))],
    ["without an end", frame(block).subarray(0, 18)],
  ])("refuses data %s", (_, input) => {
    expect(() => decompressLz4(input)).toThrow(RangeError);
  });
});
