import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import { SendLog, type SendOutcome } from "../load/send-log.ts";
import type { BatchLine } from "./appender.ts";
import { BATCH, userOf } from "./batches.ts";

const main = join(import.meta.dirname, "appender.ts");
const START_MS = 180_000;

/** A process that appends, ended and started again, and what is known of all that it ever sent. */
export interface Appending {
  readonly sendLog: SendLog;
  /** Ends it at once, and starts another that goes on with new signals. */
  kill(): Promise<void>;
  /** Resolves once something is acked that was sent after the call. */
  goesOn(): Promise<void>;
  end(): Promise<void>;
}

/** `acks`: what an acknowledgement means; `all` is the product's own. */
export async function startAppending(logUrl: string, acks: "all" | "0" | "1"): Promise<Appending> {
  const outcomes = new Map<number, BatchLine["is"]>();
  let complaints = "";
  let child = await start();

  async function start(): Promise<ChildProcess> {
    const env = { PATH: process.env["PATH"], LOG_URL: logUrl, ACKS: acks, FIRST: String(outcomes.size) };
    const started = spawn(process.execPath, [main], { env, stdio: ["ignore", "pipe", "pipe"] });
    started.stderr.on("data", (chunk: Buffer) => (complaints = (complaints + chunk.toString()).slice(-20_000)));
    createInterface({ input: started.stdout }).on("line", (line) => {
      const { batch, is } = JSON.parse(line) as BatchLine;
      outcomes.set(batch, is);
    });
    const from = outcomes.size;
    const deadline = Date.now() + START_MS;
    while (outcomes.size === from) {
      if (started.exitCode !== null || Date.now() > deadline)
        throw new Error(`the appender does not begin:\n${complaints}`);
      await sleep(20);
    }
    return started;
  }

  async function end(): Promise<void> {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const closed = once(child, "close");
    child.kill("SIGKILL");
    await closed;
  }

  return {
    get sendLog() {
      return sendLogOf(outcomes);
    },
    async kill() {
      await end();
      child = await start();
    },
    async goesOn() {
      const from = outcomes.size;
      const deadline = Date.now() + START_MS;
      while (![...outcomes].some(([batch, is]) => batch >= from && is === "acked")) {
        if (Date.now() > deadline) throw new Error(`nothing is acked any more:\n${complaints}`);
        await sleep(50);
      }
    },
    end,
  };
}

/** What was handed over by a process that was killed may have been appended. */
function sendLogOf(outcomes: ReadonlyMap<number, BatchLine["is"]>): SendLog {
  const sendLog = new SendLog();
  for (const [batch, is] of outcomes) {
    const outcome: SendOutcome = is === "sent" ? "unknown" : is;
    const signals = Array.from({ length: BATCH }, (_, index) => {
      const n = batch * BATCH + index;
      return { eventId: `e${n}`, userId: userOf(n), sentAt: 0, outcome };
    });
    sendLog.note({ sentAt: 0, ms: 0, status: 0, code: undefined, retryAfter: null }, signals);
  }
  return sendLog;
}
