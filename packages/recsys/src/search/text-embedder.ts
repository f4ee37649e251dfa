/**
 * Texts as vectors of what they mean: the scalar product of two tells how near they are, −1 to 1. The same text gives the same
 * vector as long as the embedder has learned nothing new.
 */
export interface TextEmbedder {
  /** What made the vectors: those of different names cannot be compared. */
  readonly name: string;
  readonly dimensions: number;
  /** A unit vector for each text, in their order; of a text that says nothing (empty, or no word that is known) all zeros. */
  embed(texts: readonly string[]): Promise<readonly Float32Array[]>;
}
