import { byteRowsContract } from "@projectionist/recsys/byte-rows.contract";
import { wasmByteRows } from "./wasm-byte-rows.ts";

byteRowsContract(wasmByteRows);
