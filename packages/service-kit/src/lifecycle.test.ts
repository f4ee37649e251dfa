import { expect, test } from "vitest";
import { createLifecycle } from "./lifecycle.ts";
import { createLogger } from "./logger.ts";

function open() {
  const lines: Record<string, unknown>[] = [];
  const destination = { write: (line: string) => void lines.push(JSON.parse(line) as Record<string, unknown>) };
  return { lifecycle: createLifecycle(createLogger({ service: "test", destination })), lines };
}

test("takes the steps one after the other, the last registered first", async () => {
  const { lifecycle, lines } = open();
  const order: string[] = [];
  for (const name of ["log", "relay", "http"]) {
    lifecycle.onStop(name, async () => {
      order.push(`${name} begins`);
      await new Promise(setImmediate);
      order.push(`${name} ends`);
    });
  }
  await lifecycle.stop();
  expect(order).toEqual(["http begins", "http ends", "relay begins", "relay ends", "log begins", "log ends"]);
  expect(lines.map(({ step }) => step)).toEqual(["http", "relay", "log"]);
});

test("a step that fails is logged and does not keep the others from being taken", async () => {
  const { lifecycle, lines } = open();
  let closed = false;
  lifecycle.onStop("log", () => {
    closed = true;
  });
  lifecycle.onStop("relay", () => {
    throw new Error("stuck");
  });
  await lifecycle.stop();
  expect(closed).toBe(true);
  expect(lines[0]).toMatchObject({ level: "error", step: "relay", err: { message: "stuck" } });
});

test("stopping twice stops once", async () => {
  const { lifecycle } = open();
  let times = 0;
  lifecycle.onStop("once", () => {
    times += 1;
  });
  await Promise.all([lifecycle.stop(), lifecycle.stop()]);
  await lifecycle.stop();
  expect(times).toBe(1);
});
