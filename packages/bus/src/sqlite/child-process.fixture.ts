/**
 * Another process on the same file, for tests: `append` writes the numbers from 0 one after the other, `consume` joins
 * the group "shared" and, told so by its input, commits its first three batches. It prints a line for each thing that it
 * learns: an acknowledged number, a partition held, the outcome of a commit.
 */
import { writeSync } from "node:fs";
import type { Batch } from "../event-log.ts";
import { openSqliteEventLog } from "./sqlite-event-log.ts";

const [mode, file, topic, argument] = process.argv.slice(2) as [string, string, string, string];
const log = await openSqliteEventLog(file);

/** Written at once, so that a kill takes back nothing that was told. */
function tell(line: string): void {
  writeSync(1, `${line}\n`);
}

async function append(count: number): Promise<void> {
  let next = 0;
  const writer = async () => {
    while (next < count) {
      const text = String(next++);
      await log.append([{ topic, key: text, value: Buffer.from(text) }]);
      tell(text);
    }
  };
  await Promise.all(Array.from({ length: 8 }, writer));
}

async function consume(sessionTimeoutMs: number): Promise<void> {
  const batches: Batch[] = [];
  await log.consume({
    group: "shared",
    topics: [topic],
    sessionTimeoutMs,
    onBatch: async (batch) => {
      batches.push(batch);
      tell(`holds ${batch.partition}`);
    },
  });
  process.stdin.on("data", () => {
    for (const batch of batches.slice(0, 3)) {
      const outcome = batch.commit(batch.end).then(
        () => "committed",
        (error: Error) => error.name,
      );
      void outcome.then(tell);
    }
  });
}

if (mode === "append") {
  await append(Number(argument));
  await log.close();
} else {
  await consume(Number(argument));
}
