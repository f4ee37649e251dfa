import { createStaticEmbedder, type EmbeddingTable, type StaticEmbedder } from "@projectionist/recsys";
import type { SemanticModel } from "./semantic-model.ts";
import { openTransformerEmbedder, type ClosableTextEmbedder } from "./transformer-embedder.ts";

export type OpenTextEmbedder =
  | Readonly<{ kind: "transformer"; embedder: ClosableTextEmbedder }>
  /** `insteadOf` says why it is not what was asked for, where something else was. */
  | Readonly<{ kind: "static"; embedder: StaticEmbedder; insteadOf?: string }>;

/** The embedder of the model, and of the table where none is asked for or the model cannot be opened. It never fails. */
export async function openTextEmbedder(
  model: SemanticModel | undefined,
  table: EmbeddingTable,
): Promise<OpenTextEmbedder> {
  const fromTable = () => ({ kind: "static", embedder: createStaticEmbedder(table) }) as const;
  if (!model) return fromTable();
  try {
    return { kind: "transformer", embedder: await openTransformerEmbedder(model) };
  } catch (error) {
    return { ...fromTable(), insteadOf: error instanceof Error ? error.message : String(error) };
  }
}
