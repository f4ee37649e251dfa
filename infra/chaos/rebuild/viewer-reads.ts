import { setTimeout as sleep } from "node:timers/promises";
import type { FeedbackGiven } from "@projectionist/contracts";

const READERS = 10;
const LIKES = 5;
const EVERY_MS = 20;
const AT_ONCE = 3;

const readers = Array.from({ length: READERS }, (_, n) => `reader-${n}`);

/** Viewers who are only read for, and what they like: the same films, so that they are recommended one another's. */
export function readersLikes(): FeedbackGiven[] {
  return readers.flatMap((userId, n) =>
    Array.from({ length: LIKES }, (_, i) => ({
      type: "FeedbackGiven" as const,
      eventId: `${userId}-${i}`,
      occurredAt: Date.UTC(2026, 0, 1) + i,
      userId,
      movieId: `m${(n + i) % (READERS + LIKES)}`,
      feedback: "liked" as const,
      recommendationId: null,
    })),
  );
}

export type ViewerReads = Readonly<{
  done(): number;
  failures: readonly string[];
  stop(): Promise<void>;
}>;

/**
 * Reads the readers' recommendations from the recommenders that run, again and again. One fails that is not answered with
 * 200, or as if the viewer had never been there. What is under way while a process is killed is nobody's failure.
 */
export function startViewerReads(urls: () => readonly string[]): ViewerReads {
  const ended = new AbortController();
  const failures: string[] = [];
  let done = 0;

  async function read(url: string, userId: string): Promise<string | undefined> {
    const reply = await fetch(`${url}/internal/me/recommendations?limit=5`, {
      headers: { authorization: `Bearer ${userId}` },
    });
    if (reply.status !== 200) return `a read for ${userId} was answered with ${reply.status}`;
    const { strategy } = (await reply.json()) as { strategy: string };
    return strategy === "baseline" ? `${userId} was not known` : undefined;
  }

  async function readOn(first: number): Promise<void> {
    for (let n = first; !ended.signal.aborted; n++) {
      const running = urls();
      const url = running[n % running.length];
      await sleep(EVERY_MS);
      if (url === undefined || !urls().includes(url)) continue;
      const failure = await read(url, readers[n % READERS]!).catch((error: Error) => `a read failed: ${error.message}`);
      if (!urls().includes(url)) continue;
      done++;
      if (failure !== undefined) failures.push(failure);
    }
  }

  const reading = Promise.all(Array.from({ length: AT_ONCE }, (_, first) => readOn(first)));
  return {
    done: () => done,
    failures,
    async stop() {
      ended.abort();
      await reading;
    },
  };
}
