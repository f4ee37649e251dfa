import { byteRowsContract } from "./byte-rows.contract.ts";
import { scalarByteRows } from "./byte-rows.ts";

byteRowsContract(scalarByteRows);
