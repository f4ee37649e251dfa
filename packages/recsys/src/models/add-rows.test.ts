import { addRowsContract } from "./add-rows.contract.ts";
import { scalarAddRows } from "./add-rows.ts";

addRowsContract(scalarAddRows, (length) => new Float32Array(length));
