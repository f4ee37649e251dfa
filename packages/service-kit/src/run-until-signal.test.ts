import { spawn } from "node:child_process";
import { once } from "node:events";
import { expect, test } from "vitest";

/** Runs a program whose stopping takes `stopping`, sends the signals once it is ready, and answers how it ended. */
async function run(stopping: string, signals: readonly NodeJS.Signals[], deadlineMs = 60_000) {
  const source = `
    import { createLifecycle } from "${import.meta.dirname}/lifecycle.ts";
    import { createLogger } from "${import.meta.dirname}/logger.ts";
    import { runUntilSignal } from "${import.meta.dirname}/run-until-signal.ts";
    const lifecycle = createLifecycle(createLogger({ service: "test", level: "silent" }));
    lifecycle.onStop("work", async () => { console.log("stopping"); ${stopping}; console.log("stopped"); });
    runUntilSignal(lifecycle, { deadlineMs: ${deadlineMs} });
    setInterval(() => {}, 60_000);
    console.log("ready");`;
  const child = spawn(process.execPath, ["--input-type=module", "--eval", source], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const exit = once(child, "exit") as Promise<[number | null, string | null]>;
  let output = "";
  const pending = [...signals];
  for await (const chunk of child.stdout) {
    output += String(chunk);
    // The first signal follows "ready", the second "stopping".
    const due = output.includes("stopping") ? 2 : 1;
    while (pending.length > signals.length - due && pending[0]) child.kill(pending.shift());
  }
  return { code: (await exit)[0], output };
}

const never = "await new Promise(() => {})";

test.each(["SIGINT", "SIGTERM"] as const)("%s stops in order and exits 0", async (signal) => {
  const { code, output } = await run("await new Promise(setImmediate)", [signal]);
  expect({ code, output }).toEqual({ code: 0, output: "ready\nstopping\nstopped\n" });
});

test("a second signal ends at once with 1", async () => {
  expect(await run(never, ["SIGTERM", "SIGTERM"])).toEqual({ code: 1, output: "ready\nstopping\n" });
});

test("the deadline ends with 1", async () => {
  expect(await run(never, ["SIGTERM"], 50)).toEqual({ code: 1, output: "ready\nstopping\n" });
});
