import { partitionFor, type EventLog, type NewRecord } from "@projectionist/bus";
import { deadLetterTopicOf, recordOf, topics, type SignalEvent } from "@projectionist/contracts";
import { keyspaceOf } from "@projectionist/recommender";
import { startProjector } from "@projectionist/recommender/projector";
import { openSignalState } from "@projectionist/recommender/signal-state";
import { createLogger, createMetrics } from "@projectionist/service-kit";
import type { Random } from "@projectionist/simulation";
import { openArena, type Arena } from "../arena.ts";
import type { Experiment } from "../experiment.ts";
import { differencesOf } from "../judge.ts";
import { readAll } from "../load/read-all.ts";
import { badRecords, type BadRecord } from "../poison/bad-records.ts";

const GOOD = 10_000;
const BAD = 100;
const TOPIC = "activity.signals";
const DEAD_LETTERS = deadLetterTopicOf(TOPIC);
const PARTITION = 3;
const VIEWERS = 20;
const APPENDED_AT_ONCE = 250;

export const poison: Experiment = {
  name: "poison",
  guarantees: ["G5"],
  promise: "a record that is no event stops nothing, hides nothing and is put aside with its origin and the reason",
  control: "there is no place for dead letters: what cannot be read is tried again",
  engines: ["embedded", "real"],
  async run({ random, engines, share, protection, say }) {
    const arena = await openArena(engines);
    try {
      const bad = Array.from({ length: Math.max(BAD * share, 2 * badRecords.length) }, (_, n) => kindOf(n));
      const good = goodEvents(Math.round(GOOD * share), random);
      const placed = await append(arena.log, good, bad, random);
      await project(arena, protection ? arena.log : withoutDeadLetters(arena.log), () =>
        protection ? arena.projected() : arena.settled(),
      );
      const letters = await readAll(arena.log, DEAD_LETTERS);
      say(`${good.length} events and ${bad.length} other records in partition ${PARTITION}`);
      return {
        faults: {
          "bad records": bad.length,
          kinds: new Set(bad.map(({ kind }) => kind)).size,
          "records put aside": letters.length,
        },
        sent: good.length + bad.length,
        acked: good.length + bad.length,
        unknown: 0,
        differences: [
          ...misplaced(placed, letters),
          ...(await unapplied(arena, good)),
          ...(await differencesOf(arena)),
        ],
      };
    } finally {
      await arena.close();
    }
  },
};

type Letter = Awaited<ReturnType<typeof readAll>>[number];

const kindOf = (n: number) => badRecords[n % badRecords.length]!;

function goodEvents(count: number, random: Random): SignalEvent[] {
  const viewers = Array.from({ length: 1_000 }, (_, n) => `u${n}`)
    .filter((userId) => partitionFor(userId, topics[TOPIC].partitions) === PARTITION)
    .slice(0, VIEWERS);
  return Array.from({ length: count }, (_, n) => ({
    type: "MovieRated",
    eventId: `e${n}`,
    userId: viewers[random.below(viewers.length)]!,
    occurredAt: Date.UTC(2026, 0, 1) + n * 1_000,
    movieId: `m${random.below(50)}`,
    recommendationId: null,
    rating: (1 + random.below(10)) / 2,
  }));
}

/** Appends events in their order with bad records strewn in between; answers where the bad ones stand. */
async function append(log: EventLog, good: readonly SignalEvent[], bad: readonly BadRecord[], random: Random) {
  const key = good[0]!.userId;
  const records: { record: NewRecord; bad?: BadRecord }[] = good.map((event) => ({ record: recordOf(event) }));
  for (const each of bad) {
    const record = { topic: TOPIC, key, value: each.value };
    records.splice(random.below(records.length + 1), 0, { record, bad: each });
  }
  const placed = new Map<number, BadRecord>();
  for (let at = 0; at < records.length; at += APPENDED_AT_ONCE) {
    const some = records.slice(at, at + APPENDED_AT_ONCE);
    const positions = await log.append(some.map(({ record }) => record));
    for (const [index, { offset }] of positions.entries()) {
      const one = some[index]?.bad;
      if (one) placed.set(offset, one);
    }
  }
  return placed;
}

async function project(arena: Arena, log: EventLog, until: () => Promise<void>): Promise<void> {
  const state = await openSignalState(arena.stateUrl, {});
  const projector = await startProjector({
    log,
    state,
    keyspace: keyspaceOf(await log.epoch(TOPIC)),
    logger: createLogger({ service: "projector", level: "silent" }),
    metrics: createMetrics("projector"),
  });
  try {
    await until();
  } finally {
    await projector.stop();
    await state.close();
  }
}

function withoutDeadLetters(log: EventLog): EventLog {
  return {
    ...log,
    append: async (records) => {
      if (records.some(({ topic }) => topic === DEAD_LETTERS)) throw new Error("there are no dead letters");
      return log.append(records);
    },
  };
}

/** How the dead letters differ from one for each bad record, with its origin, its bytes and the reason. */
function misplaced(placed: ReadonlyMap<number, BadRecord>, letters: readonly Letter[]): string[] {
  const differences: string[] = [];
  const found = Map.groupBy(letters, ({ headers }) => Number(headers["source-offset"]));
  for (const [offset, { kind, value, schemaId, reason }] of placed) {
    const [letter, ...more] = found.get(offset) ?? [];
    if (letter === undefined) differences.push(`offset ${offset}, ${kind}: not put aside`);
    else if (more.length > 0) differences.push(`offset ${offset}, ${kind}: put aside ${1 + more.length} times`);
    else {
      const { headers } = letter;
      const told = `${headers["source-topic"]} ${headers["source-partition"]} ${headers["schema-id"]}`;
      const isWhole = Buffer.compare(letter.value, value) === 0;
      if (told !== `${TOPIC} ${PARTITION} ${schemaId}` || !isWhole || !headers["error"]?.includes(reason)) {
        differences.push(`offset ${offset}, ${kind}: put aside as ${told}, ${headers["error"]}`);
      }
    }
  }
  for (const offset of found.keys()) if (!placed.has(offset)) differences.push(`offset ${offset} was put aside`);
  return differences;
}

/** The viewers whose ledger is not exactly what was appended of them, in that order. */
async function unapplied({ log, stateUrl }: Arena, good: readonly SignalEvent[]): Promise<string[]> {
  const state = await openSignalState(stateUrl, {});
  try {
    const wanted = Map.groupBy(good, ({ userId }) => userId);
    const ledgers = await state.ledgers(keyspaceOf(await log.epoch(TOPIC)), [...wanted.keys()]);
    const ids = (entries: readonly Readonly<{ eventId: string }>[] = []) => entries.map(({ eventId }) => eventId);
    return [...wanted].flatMap(([userId, events]) => {
      const [applied, appended] = [ids(ledgers.get(userId)), ids(events)];
      return applied.join() === appended.join() ? [] : [`${userId}: ${applied.length} of ${appended.length} applied`];
    });
  } finally {
    await state.close();
  }
}
