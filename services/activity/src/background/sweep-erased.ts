import type { Logger } from "@projectionist/service-kit";
import type { Collections } from "../projection/collections.ts";
import { forgetViewers } from "../projection/forget-viewers.ts";

const AT_ONCE = 1_000;

export type Sweep = Readonly<{ done: Promise<void>; stop(): Promise<void> }>;

/**
 * Deletes, once, what a crash left behind of erased viewers: a text whose writer died before he looked for the erasure,
 * documents that an overtaken consumer put back and did not live to take away. Every start does it; it takes three
 * queries per thousand erased viewers.
 */
export function startErasedSweep(collections: Collections, logger: Logger): Sweep {
  const stopping = new AbortController();

  async function sweep(): Promise<void> {
    let cursor: string | undefined;
    do {
      const page = await collections.erasures.find({ limit: AT_ONCE, ...(cursor ? { cursor } : {}) });
      await forgetViewers(
        collections,
        page.items.map(({ id }) => id),
      );
      cursor = page.nextCursor;
    } while (cursor && !stopping.signal.aborted);
  }

  const done = sweep().catch((err: unknown) => {
    logger.warn({ err }, "what a crash may have left of erased viewers is looked for at the next start");
  });
  return {
    done,
    async stop() {
      stopping.abort();
      await done;
    },
  };
}
