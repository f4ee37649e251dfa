/**
 * A model in ONNX's format (protocol buffers, onnx.proto3) with one node, `C = A · B` of 32-bit floats of any shape: the
 * bytes of a `ModelProto`, whose field numbers stand beside them.
 */
export function productModel(): Uint8Array {
  const node = message([
    text(1, "A"), // input
    text(1, "B"),
    text(2, "C"), // output
    text(4, "MatMul"), // op_type
  ]);
  const graph = message([
    bytes(1, node),
    text(2, "product"), // name
    bytes(11, matrix("A", "m", "k")), // input
    bytes(11, matrix("B", "k", "n")),
    bytes(12, matrix("C", "m", "n")), // output
  ]);
  const operators = message([integer(2, OPERATOR_SET)]); // version of the default domain
  return Uint8Array.from(message([integer(1, FORMAT), bytes(7, graph), bytes(8, operators)])); // ir_version, graph, opset_import
}

const FORMAT = 8;
const OPERATOR_SET = 13;
const FLOAT = 1;

/** A `ValueInfoProto`: name, and a type of tensor whose dimensions have names instead of sizes. */
function matrix(name: string, rows: string, columns: string): number[] {
  const dimension = (size: string) => bytes(1, message([text(2, size)])); // dim: dim_param
  const shape = message([dimension(rows), dimension(columns)]);
  const tensor = message([integer(1, FLOAT), bytes(2, shape)]); // elem_type, shape
  const type = message([bytes(1, tensor)]); // tensor_type
  return message([text(1, name), bytes(2, type)]);
}

const message = (fields: readonly number[][]) => fields.flat();
const integer = (field: number, value: number) => [...varint(field * 8), ...varint(value)];
const bytes = (field: number, content: readonly number[]) => [
  ...varint(field * 8 + 2),
  ...varint(content.length),
  ...content,
];
const text = (field: number, value: string) => bytes(field, [...new TextEncoder().encode(value)]);

function varint(value: number): number[] {
  return value < 128 ? [value] : [(value & 127) | 128, ...varint(value >>> 7)];
}
