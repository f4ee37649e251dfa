import { setTimeout as sleep } from "node:timers/promises";
import type { Redis } from "@projectionist/engines";
import type { Random } from "@projectionist/simulation";
import { cutSize } from "./cut-size.ts";
import type { Tearing } from "./tearing.ts";

/** What is on its way when Redis is killed may be lost without a gap: by turns, more than that is. */
const SEVERAL_BATCHES = 65_536;
const PATIENCE_MS = 180_000;

/** How Redis is started: with its tail mended, as the image of the product does, or as it is. */
export type Start = (redis: Redis) => Promise<void>;

export const mended: Start = async (redis) => {
  await redis.run(`yes | redis-check-aof --fix ${redis.folder}/appendonlydir/appendonly.aof.manifest`);
  await redis.start();
};

export const asItIs: Start = (redis) => redis.start();

/** Kills Redis, cuts the end of its append-only file off, and starts it again. */
export function tearRedis(redis: Redis, start: Start, random: Random): Tearing {
  const kills = "kills of Redis with its tail cut";
  const faults = { [kills]: 0 };
  return {
    faults,
    async until(over) {
      do {
        await sleep(1_000 + random.below(2_000));
        await untilWritten(redis);
        await redis.kill();
        const size = cutSize(random, faults[kills] % 2 === 0 ? SEVERAL_BATCHES : 1);
        await redis.run(cutOff(redis.folder, size));
        await start(redis);
        faults[kills]++;
      } while (!over.aborted || faults[kills] < 2);
    },
  };
}

/**
 * The command that cuts `size` bytes off, and so much more that the end of a transaction that counted something is missing:
 * a cut between two of them, or in one that moves a fence alone, leaves nothing torn that could do harm.
 */
function cutOff(folder: string, size: number): string {
  const places = `head -c -${size} $file | grep -aboiE '^(exec|zincrby)'`;
  const lastCounting = `awk -F: 'tolower($2) ~ /incrby/ { counts = 1 } tolower($2) ~ /exec/ { if (counts) at = $1; counts = 0 } END { print at + 0 }'`;
  return `file=$(ls ${folder}/appendonlydir/*.incr.aof | tail -n 1) && truncate -s $(${places} | ${lastCounting}) $file`;
}

async function untilWritten(redis: Redis): Promise<void> {
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    const size = Number(await redis.run(`cat ${redis.folder}/appendonlydir/*.aof | wc -c`));
    if (size > SEVERAL_BATCHES) return;
    if (Date.now() > deadline) throw new Error(`Redis has written no more than ${size} bytes`);
    await sleep(100);
  }
}
