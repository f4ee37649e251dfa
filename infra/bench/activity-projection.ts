/**
 * Signals per second through activity's projections on the SQLite adapter, read from the embedded log:
 * `node infra/bench/activity-projection.ts [signals] [viewers] [films]`.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startActivity } from "@projectionist/activity";
import { openEventLog } from "@projectionist/bus";
import { encodePosition, topicDefinitions, type SignalEvent } from "@projectionist/contracts";
import { createLogger, publish } from "@projectionist/service-kit";
import { openDocuments } from "@projectionist/stores";
import { printHeader } from "./header.ts";

const [signals = 50_000, viewers = 2_000, films = 1_000] = process.argv.slice(2).map(Number);
const AT_ONCE = 1_000;

printHeader("signals through activity's projections, embedded engines", { signals, viewers, films });

const folder = mkdtempSync(join(tmpdir(), "activity-bench-"));
const log = await openEventLog(`sqlite:${join(folder, "log.db")}`);
await log.createTopics(topicDefinitions);
for (let from = 0; from < signals; from += AT_ONCE) {
  await publish(
    log,
    Array.from({ length: Math.min(AT_ONCE, signals - from) }, (_, index) => eventOf(from + index)),
  );
}

const documents = await openDocuments(`sqlite:${join(folder, "activity.db")}`);
const begin = performance.now();
const cpu = process.cpuUsage();
const activity = await startActivity({
  log,
  documents,
  logger: createLogger({ service: "bench", level: "warn" }),
  verifyToken: async () => ({ kind: "user", id: "nobody", role: "viewer", scopes: [] }),
  host: "127.0.0.1",
  port: 0,
});
const ends = await log.ends("activity.signals");
const offsets = new Map(ends.flatMap((end, partition) => (end > 0 ? [[partition, end - 1]] : [])));
const after = encodePosition({ epoch: await log.epoch("activity.signals"), offsets });
for (let fresh = false; !fresh;) {
  const reply = await fetch(`${activity.url}/v1/me/history?after=${after}`, { headers: { authorization: "Bearer x" } });
  ({ fresh } = (await reply.json()) as { fresh: boolean });
}
const seconds = (performance.now() - begin) / 1_000;
const { user, system } = process.cpuUsage(cpu);
const perSecond = Math.round(signals / seconds).toLocaleString("en");
const cpuMs = ((user + system) / signals).toFixed(0);
console.log(
  `${signals} signals of ${viewers} viewers on ${films} films: ${seconds.toFixed(2)} s, ${perSecond}/s, ${cpuMs} µs CPU each`,
);

await activity.stop();
await documents.close();
await log.close();
rmSync(folder, { recursive: true, force: true });

/** Popular films are met more often, as films are. */
function eventOf(index: number): SignalEvent {
  const spread = (salt: number) => ((Math.imul(index + 1, salt) >>> 0) % 1_000_003) / 1_000_003;
  const fact = {
    eventId: `bench-${index}`,
    userId: `viewer-${Math.floor(spread(2_654_435_761) * viewers)}`,
    occurredAt: 1_700_000_000_000 + index,
    movieId: `film-${Math.floor(spread(40_503_001) ** 3 * films)}`,
    recommendationId: null,
  };
  const kind = index % 10;
  if (kind < 4) return { type: "MovieViewed", ...fact, progress: 1 };
  if (kind < 7) return { type: "MovieRated", ...fact, rating: 0.5 + (index % 10) / 2 };
  if (kind < 8) return { type: "FeedbackGiven", ...fact, feedback: "liked" };
  if (kind < 9) return { type: "WatchlistChanged", ...fact, added: true };
  return { type: "MovieClicked", ...fact };
}
