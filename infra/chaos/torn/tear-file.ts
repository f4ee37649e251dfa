import { copyFileSync, existsSync, rmSync, statSync, truncateSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import type { Random } from "@projectionist/simulation";
import type { Workers } from "../projectors/workers.ts";
import { cutSize } from "./cut-size.ts";

const PARTS = ["", "-wal"] as const;
const COPY = "-copy";
const FIRST_MS = 180_000;
const LATER_MS = 3_000;

/**
 * Kills the projector, and cuts the end of the log of its file off, or puts an older copy of the file in its place: by
 * turns, while signals arrive. `hasLost` says whether what is there now is less than what was.
 */
export async function tearFile(
  path: string,
  workers: Workers,
  hasLost: () => Promise<boolean>,
  random: Random,
  over: AbortSignal,
) {
  let kills = 0;
  let cuts = 0;
  let copies = 0;
  let losses = 0;
  do {
    await sleep(500 + random.below(1_500));
    await untilWritten(`${path}-wal`, kills === 0 ? FIRST_MS : LATER_MS);
    await workers.kill(0, async () => {
      if (kills % 2 === 0) {
        copyAside(path);
        if (cutTail(`${path}-wal`, random)) cuts++;
      } else {
        putBack(path);
        copies++;
      }
      if (await hasLost()) losses++;
    });
    kills++;
  } while (!over.aborted || kills < 2);
  return { kills, "older copies put in place": copies, "tails cut": cuts, "states set back": losses };
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

/** Later on there may be nothing more to write. */
async function untilWritten(file: string, patienceMs: number): Promise<void> {
  const deadline = Date.now() + patienceMs;
  while (sizeOf(file) === 0 && Date.now() < deadline) await sleep(50);
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}
