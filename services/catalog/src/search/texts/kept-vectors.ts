import type { Collection, CollectionDefinition } from "@projectionist/stores";
import { createHash } from "node:crypto";

/** A film and the text that is embedded of it. */
export type FilmText = Readonly<{ id: string; text: string }>;

/** Vectors that outlive the process, for embedders that take long. */
export type KeptVectors = Readonly<{
  /** Those that were made of these very texts by this very model, by film. */
  read(films: readonly FilmText[]): Promise<ReadonlyMap<string, Float32Array>>;
  write(films: readonly (FilmText & Readonly<{ vector: Float32Array }>)[]): Promise<void>;
  remove(id: string): Promise<void>;
}>;

/** A film's vector as it is stored: 32-bit floats in base64, and the hash of what it was made of. */
export type VectorDocument = Readonly<{ hash: string; vector: string }>;

export const vectorCollection: CollectionDefinition<VectorDocument> = { name: "vectors" };

/** Keeps vectors in a collection, one for each film; `model` tells models apart that embed otherwise. */
export function keepVectors(vectors: Collection<VectorDocument>, model: string): KeptVectors {
  const hashOf = (text: string) => createHash("sha256").update(`${model}\0${text}`).digest("base64");
  return {
    async read(films) {
      const stored = await vectors.getMany(films.map(({ id }) => id));
      const kept = new Map<string, Float32Array>();
      for (const { id, text } of films) {
        const document = stored.get(id)?.value;
        if (document?.hash === hashOf(text)) kept.set(id, decoded(document.vector));
      }
      return kept;
    },
    async write(films) {
      const documents = films.map(({ id, text, vector }) => ({
        id,
        value: { hash: hashOf(text), vector: encoded(vector) },
      }));
      await vectors.putMany(documents);
    },
    remove: async (id) => void (await vectors.delete(id)),
  };
}

function encoded({ buffer, byteOffset, byteLength }: Float32Array): string {
  return Buffer.from(buffer, byteOffset, byteLength).toString("base64");
}

function decoded(base64: string): Float32Array {
  return new Float32Array(Uint8Array.from(Buffer.from(base64, "base64")).buffer);
}
