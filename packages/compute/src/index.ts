export { BACKENDS, type Backend } from "./linear-algebra/open-engine.ts";
export {
  openLinearAlgebra,
  type LinearAlgebraOptions,
  type ThreadedLinearAlgebra,
} from "./linear-algebra/open-linear-algebra.ts";
export { runInWorker, type RunOptions, type WorkerContext, type WorkerFunction } from "./worker/run-in-worker.ts";
