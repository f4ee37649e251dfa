import { findNative, requireNative } from "../../native.ts";

/** What is used of onnxruntime-node. */
export interface OnnxRuntime {
  readonly env: { readonly versions: { readonly node?: string; readonly common: string } };
  readonly Tensor: new (type: "float32", data: Float32Array, dims: readonly number[]) => OnnxTensor;
  readonly InferenceSession: {
    create(model: Uint8Array, options: Readonly<Record<string, unknown>>): Promise<OnnxSession>;
  };
}

export type OnnxTensor = Readonly<{ data: Float32Array }>;

export interface OnnxSession {
  /** Writes the outputs into the tensors of `fetches`. */
  run(feeds: Readonly<Record<string, OnnxTensor>>, fetches: Readonly<Record<string, OnnxTensor>>): Promise<unknown>;
}

/** onnxruntime-node where it is installed, otherwise undefined. */
export function findOnnxRuntime(): OnnxRuntime | undefined {
  return findNative("onnxruntime-node") && (requireNative("onnxruntime-node") as OnnxRuntime);
}
