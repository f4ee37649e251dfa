export { BACKENDS, type Backend } from "./linear-algebra/open-engine.ts";
export {
  openLinearAlgebra,
  type LinearAlgebraOptions,
  type ThreadedLinearAlgebra,
} from "./linear-algebra/open-linear-algebra.ts";
export { addRows, memoryForRows } from "./rows/open-add-rows.ts";
export { openTextEmbedder, type OpenTextEmbedder } from "./text-embedder/open-text-embedder.ts";
export { readEmbeddingTable } from "./text-embedder/read-table.ts";
export { parseSemanticModel, type SemanticModel } from "./text-embedder/semantic-model.ts";
export { openTransformerEmbedder, type ClosableTextEmbedder } from "./text-embedder/transformer-embedder.ts";
export { openByteRows } from "./vectors/open-byte-rows.ts";
export { runInWorker, type RunOptions, type WorkerContext, type WorkerFunction } from "./worker/run-in-worker.ts";
