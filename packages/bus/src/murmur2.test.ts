import { expect, it } from "vitest";
import { murmur2, partitionFor } from "./murmur2.ts";

// From kafka clients/src/test/java/org/apache/kafka/common/utils/UtilsTest.java, testMurmur2.
it.each([
  ["21", -973932308],
  ["foobar", -790332482],
  ["a-little-bit-long-string", -985981536],
  ["a-little-bit-longer-string", -1486304829],
  ["lkjh234lh9fiuh90y23oiuhsafujhadof229phr9h19h89h8", -58897971],
  ["abc", 479470107],
])("hashes %s as Kafka does", (text, hash) => {
  expect(murmur2(new TextEncoder().encode(text))).toBe(hash);
});

it("drops the sign bit instead of taking the absolute value", () => {
  expect(partitionFor("21", 7)).toBe((-973932308 & 0x7fffffff) % 7);
  expect(partitionFor("abc", 7)).toBe(479470107 % 7);
});

it("hashes the UTF-8 bytes of a key", () => {
  expect(partitionFor("żółć 🎬", 1000)).toBe((murmur2(Buffer.from("żółć 🎬", "utf8")) & 0x7fffffff) % 1000);
});
