export { BACKENDS, type Backend } from "./linear-algebra/open-engine.ts";
export {
  openLinearAlgebra,
  type LinearAlgebraOptions,
  type ThreadedLinearAlgebra,
} from "./linear-algebra/open-linear-algebra.ts";
