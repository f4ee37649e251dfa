import type { TextEmbedder } from "../text-embedder.ts";
import type { EmbeddingTable } from "./embedding-table.ts";
import { createTokenFrequencies } from "./token-weights.ts";
import { createWordPiece } from "./word-piece.ts";

/** A text embedder that learns from documents how much each word says. */
export interface StaticEmbedder extends TextEmbedder {
  /** How many documents it knows. Vectors change with them: those of before were made when other words were rare. */
  readonly documents: number;
  learn(text: string): void;
  /** Takes back a text that was learned. */
  unlearn(text: string): void;
}

/**
 * The embedder of a table: a text is the sum of its tokens' rows, each by how rare the token is among the documents that were
 * learned, at length 1. It takes microseconds a text, in the caller's thread.
 */
export function createStaticEmbedder({ name, dimensions, tokens, rows, scales }: EmbeddingTable): StaticEmbedder {
  const wordPiece = createWordPiece(tokens);
  const frequencies = createTokenFrequencies(tokens.length);

  function vectorOf(text: string): Float32Array {
    const sum = new Float32Array(dimensions);
    for (const token of wordPiece.idsOf(text)) {
      if (token < 0) continue;
      const weight = scales[token]! * frequencies.weightOf(token);
      for (let i = 0, at = token * dimensions; i < dimensions; i++, at++) sum[i]! += weight * rows[at]!;
    }
    let squares = 0;
    for (let i = 0; i < dimensions; i++) squares += sum[i]! * sum[i]!;
    const length = Math.sqrt(squares) || 1;
    for (let i = 0; i < dimensions; i++) sum[i]! /= length;
    return sum;
  }

  return {
    name,
    dimensions,
    get documents() {
      return frequencies.documents;
    },
    learn: (text) => frequencies.add(wordPiece.idsOf(text)),
    unlearn: (text) => frequencies.remove(wordPiece.idsOf(text)),
    embed: async (texts) => texts.map(vectorOf),
  };
}
