import type { EventLog } from "@projectionist/bus";
import { decodePosition } from "@projectionist/contracts";
import type { StoredArtefact } from "../../models/artefact.ts";
import type { Models } from "../../models/models.ts";
import { until } from "../../projector/testing/until.ts";
import { replayLog } from "../../rebuild/replay-log.ts";
import { Recount } from "../../verify/recount.ts";
import { CountedHistories } from "../counted-histories.ts";
import { createStatistics, type TrainingStatistics } from "../fit-models.ts";
import { viewerHistory } from "../viewer-history.ts";

const topic = "activity.signals";

/** The newest checkpoint once it reflects the whole log, having another one stored until it does. */
export async function reflected(log: EventLog, models: Models, store: () => Promise<unknown>): Promise<StoredArtefact> {
  const ends = await log.ends(topic);
  let newest: StoredArtefact | undefined;
  await until("a checkpoint reflects the log", async () => {
    await store();
    [newest] = await models.list("checkpoints");
    const offsets = newest && decodePosition(newest.position)!.offsets;
    return ends.every((end, partition) => (offsets?.get(partition) ?? -1) === end - 1);
  });
  return newest!;
}

/** What a checkpoint counts, by film ids. */
export async function storedLines(models: Models, { version }: StoredArtefact): Promise<string[]> {
  const { artefact } = await models.read("checkpoints", version);
  return linesOf(CountedHistories.load(artefact.sections, createStatistics));
}

/** The same of the whole log, counted at once by an implementation of its own. */
export async function recountedLines(log: EventLog): Promise<string[]> {
  const recount = new Recount();
  const ends = await log.ends(topic);
  const sink = async (_partition: number, signals: readonly Parameters<Recount["add"]>[0][]) =>
    signals.forEach((signal) => recount.add(signal));
  const replay = await replayLog({ log, topic, partitions: ends.length, sink });
  await replay.carryTo(
    ends.map((end) => end - 1),
    new AbortController().signal,
  );
  await replay.stop();
  const all = new CountedHistories(createStatistics);
  for (const entry of recount.entries(5))
    if (entry.kind === "ledger") all.put(viewerHistory(entry.userId, 0, entry.entries));
  return linesOf(all);
}

function linesOf({ statistics: { popularity, gram }, movieIds, histories }: CountedHistories<TrainingStatistics>) {
  const lines: string[] = [...histories].map(
    ([id, { items }]) => `${id}: ${[...items].map((n) => movieIds[n]!).join()}`,
  );
  for (const [i, a] of movieIds.entries()) {
    if (popularity.counts[i] !== 0) lines.push(`${a} = ${popularity.counts[i]!}`);
    for (const [j, b] of movieIds.entries())
      if (a < b && gram.at(i, j) !== 0) lines.push(`${a} ${b} = ${gram.at(i, j)}`);
  }
  return lines.sort();
}
