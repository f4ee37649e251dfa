import { expect, test } from "vitest";
import { productModel } from "./product-model.ts";

test("the model's bytes are those that onnxruntime reads", () => {
  const text = Buffer.from(productModel()).toString("latin1");
  expect(text.startsWith("\x08\x08\x3a")).toBe(true); // ir_version 8, graph
  expect(text.endsWith("\x42\x02\x10\x0d")).toBe(true); // opset_import: version 13
  expect(text).toContain("\x0a\x01A\x0a\x01B\x12\x01C\x22\x06MatMul"); // inputs, output, operator
  expect(text).toContain("\x0a\x01A\x12\x10\x0a\x0e\x08\x01\x12\x0a\x0a\x03\x12\x01m\x0a\x03\x12\x01k"); // float A(m, k)
});
