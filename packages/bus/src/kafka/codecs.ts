import { zstdDecompressSync } from "node:zlib";
import kafkajs from "kafkajs";
import { decompressLz4 } from "./lz4.ts";
import { decompressSnappy } from "./snappy.ts";

const { CompressionCodecs, CompressionTypes } = kafkajs;

/**
 * Teaches kafkajs to read what other writers may compress with; it knows gzip alone, and any other record would stop its
 * consumer for good.
 */
export function registerCodecs(): void {
  CompressionCodecs[CompressionTypes.ZSTD] = reading("zstd", zstdDecompressSync);
  CompressionCodecs[CompressionTypes.Snappy] = reading("snappy", decompressSnappy);
  CompressionCodecs[CompressionTypes.LZ4] = reading("lz4", decompressLz4);
}

function reading(name: string, decompress: (input: Buffer) => Buffer) {
  return () => ({
    compress: () => Promise.reject(new Error(`${name} is only read, never written`)),
    decompress: async (input: Buffer) => decompress(input),
  });
}
