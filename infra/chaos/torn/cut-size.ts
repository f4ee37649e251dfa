import type { Random } from "@projectionist/simulation";

const LARGEST = 2 * 1024 * 1024;

/** How many bytes to cut off: from `least` to 2 MiB, each order of magnitude as often as another. */
export function cutSize(random: Random, least = 1): number {
  return Math.round(least * (LARGEST / least) ** random.next());
}
