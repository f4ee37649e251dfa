import { expect, it } from "vitest";
import { decodeAnswer, encodeRequest } from "./topic-id.ts";

const hex = (...parts: string[]) => Buffer.from(parts.join("").replaceAll(" ", ""), "hex");
const id = "0123456789abcdef0123456789abcdef";

it("asks for one topic by its name and lets none be created", () => {
  expect(encodeRequest("films").toString("hex")).toBe(`0002${"00".repeat(16)}0666696c6d730000000000`);
  const long = encodeRequest("f".repeat(249));
  expect(long.subarray(18, 20).toString("hex")).toBe("fa01");
  expect(long).toHaveLength(2 + 16 + 2 + 249 + 5);
});

it("finds the id behind brokers with racks and tags, whatever follows it", () => {
  const bare = "00000001 066b61666b61 00002384 00 00";
  const tagged = "00000002 066b61666b61 00002384 0372 31 01 05 02 ffff";
  const answer = hex(
    "00 00000000",
    `03 ${bare} ${tagged}`,
    "0363 6c 00000001",
    `02 0000 0666696c6d73 ${id}`,
    "00 01 00",
  );
  expect(decodeAnswer(answer)).toEqual({ errorCode: 0, id });
});

it("tells the error of the topic", () => {
  const answer = hex("01 00 01 ff 00000000", "01", "00 00000001", `02 0003 0666696c6d73 ${id}`);
  expect(decodeAnswer(answer).errorCode).toBe(3);
});
