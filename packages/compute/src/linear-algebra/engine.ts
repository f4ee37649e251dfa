import type { Matrix } from "@projectionist/recsys";
import type { Call } from "./call.ts";

/** What computes, in a thread of its own; one call at a time. */
export interface Engine {
  /** As `LinearAlgebra.name`. */
  readonly name: string;
  /**
   * Does a call in `memory`, which has room for it (`makeRoom`); the result lies in it.
   * @throws {NotPositiveDefiniteError}
   */
  perform(call: Call, memory: WebAssembly.Memory): Promise<Matrix>;
}
