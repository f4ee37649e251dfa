import { linearAlgebraContract } from "./linear-algebra.contract.ts";
import { plainLinearAlgebra } from "./plain.ts";

linearAlgebraContract({ name: "typescript", open: async () => plainLinearAlgebra });
