import { expect, test } from "vitest";
import { createStatusLine, shareText } from "./status-line.ts";

function screen(isTTY: boolean, columns?: number) {
  let time = 0;
  let output = "";
  const stream = { isTTY, columns, write: (text: string) => void (output += text) };
  return {
    stream,
    line: createStatusLine(stream, () => time),
    at: (seconds: number) => (time = seconds * 1000),
    output: () => output,
  };
}
const clear = "\r\u001B[K";

test("lines that stay are printed above the one that changes, which fits the terminal and leaves nothing", () => {
  const { line, at, output } = screen(true, 8);
  at(1);
  line.show("123456789");
  line.say("begun");
  line.clear();
  expect(output()).toBe(`${clear}1234567${clear}begun\n${clear}1234567${clear}`);
});

test("elsewhere there is a line every ten seconds, whole", () => {
  const { line, at, output } = screen(false, 8);
  at(1);
  line.show("soon over");
  line.say("begun");
  at(11);
  line.show("123456789");
  line.clear();
  expect(output()).toBe("begun\n123456789\n");
});

test("a share is a picture on a terminal", () => {
  expect(shareText({ isTTY: true, write: () => {} }, 0.5)).toBe(`${"█".repeat(12)}${"░".repeat(12)} 50 %`);
  expect(shareText({ write: () => {} }, 0.999)).toBe("99 %");
});
