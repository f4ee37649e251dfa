import type { EmbeddingTable } from "./embedding-table.ts";

/** Two dimensions, crime and sea: `cop` and `police` are the same but for a little, `##s` says nothing. */
export const tinyTable: EmbeddingTable = {
  name: "tiny",
  dimensions: 2,
  tokens: ["cop", "police", "ship", "shark", "##s", "the"],
  rows: Int8Array.of(127, 0, 100, 10, 0, 127, 30, 100, 0, 0, 10, 10),
  scales: Float32Array.of(0.5, 0.5, 0.5, 1, 0, 1),
  relatedCounts: Uint8Array.of(1, 1, 0, 0, 0, 0),
  related: Uint16Array.of(1, 0),
  nearness: Uint8Array.of(204, 204),
};
