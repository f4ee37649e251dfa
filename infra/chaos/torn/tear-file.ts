import { copyFileSync, existsSync, rmSync, statSync, truncateSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import type { Random } from "@projectionist/simulation";
import type { Workers } from "../projectors/workers.ts";
import { cutSize } from "./cut-size.ts";
import type { Tearing } from "./tearing.ts";

const PARTS = ["", "-wal"] as const;
const COPY = "-copy";

/**
 * Kills the projector, and cuts the end of the log of its file off, or puts an older copy of the file in its place: by
 * turns. `hasLost` says whether what is there now is less than what was.
 */
export function tearFile(path: string, workers: Workers, hasLost: () => Promise<boolean>, random: Random): Tearing {
  const faults = { kills: 0, "older copies put in place": 0, "tails cut": 0, "states set back": 0 };
  return {
    faults,
    async until(over) {
      do {
        await sleep(500 + random.below(1_500));
        await untilWritten(`${path}-wal`, over);
        await workers.kill(0, async () => {
          if (faults.kills % 2 === 0) {
            copyAside(path);
            if (cutTail(`${path}-wal`, random)) faults["tails cut"]++;
          } else {
            putBack(path);
            faults["older copies put in place"]++;
          }
          if (await hasLost()) faults["states set back"]++;
        });
        faults.kills++;
      } while (!over.aborted);
    },
  };
}

function copyAside(path: string): void {
  for (const part of PARTS) {
    rmSync(path + COPY + part, { force: true });
    if (existsSync(path + part)) copyFileSync(path + part, path + COPY + part);
  }
}

function putBack(path: string): void {
  for (const part of ["", "-wal", "-shm"]) rmSync(path + part, { force: true });
  for (const part of PARTS) if (existsSync(path + COPY + part)) copyFileSync(path + COPY + part, path + part);
}

function cutTail(file: string, random: Random): boolean {
  const size = sizeOf(file);
  if (size > 0) truncateSync(file, Math.max(0, size - cutSize(random)));
  return size > 0;
}

/** A projector that has just begun, or that erased what was in it, has nothing there for a while. */
async function untilWritten(file: string, over: AbortSignal): Promise<void> {
  while (sizeOf(file) === 0 && !over.aborted) await sleep(50);
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}
