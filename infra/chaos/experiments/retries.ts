import { createFaultyEventLog, type FaultyEventLog } from "@projectionist/bus/faulty";
import { createClient } from "@projectionist/client";
import { keyspaceOf } from "@projectionist/recommender";
import { openSignalState } from "@projectionist/recommender/signal-state";
import { publish } from "@projectionist/service-kit";
import type { Random } from "@projectionist/simulation";
import { setTimeout as sleep } from "node:timers/promises";
import { openArena, type Arena } from "../arena.ts";
import type { Experiment } from "../experiment.ts";
import { SERVICE_TOKEN, startActivityInstance } from "../ingest/activity-instance.ts";
import { startCuttingProxy } from "../ingest/cutting-proxy.ts";
import { filmEvents } from "../ingest/film-events.ts";
import { differencesOf } from "../judge.ts";
import { historyOf } from "../load/applied.ts";
import { postSignals, type PostedSignal } from "../load/post-signals.ts";
import { compareWithApplied, SendLog } from "../load/send-log.ts";
import { createWorkers } from "../projectors/workers.ts";

const SIGNALS = 20_000;
const MAX_BATCH = 10;
const MAX_POSTS = 5;
const IN_FLIGHT = 8;
const CUT_SHARE = 0.1;
const VIEWERS = 50;
const FILMS = 40;
/** How many of the appends are written and answered with an error. */
const LOST_ANSWER_SHARE = 0.03;
/** Longer than an append may take. */
const FROZEN_MS = 7_000;
const RETRY_MS = 100;
const ATTEMPTS = 200;
const ATTEMPT_MARK = ":";

export const retries: Experiment = {
  name: "retries",
  guarantees: ["G2"],
  promise: "a signal that is posted again and again, at once and after lost answers, at two instances, counts once",
  control: "each attempt has an event id of its own, as of a client that does not name its signals",
  engines: ["embedded", "real"],
  async run({ random, engines, share, protection, say }) {
    const arena = await openArena(engines);
    const workers = createWorkers(arena, true);
    const log = createFaultyEventLog(arena.log);
    const closing: (() => Promise<void>)[] = [];
    try {
      await publish(arena.log, filmEvents(FILMS));
      const proxies = [];
      for (const name of ["first", "second"]) {
        const instance = await startActivityInstance(log, arena.documentsUrl);
        closing.unshift(() => instance.stop());
        const proxy = await startCuttingProxy(instance.url, random.fork(`cuts of the ${name}`), CUT_SHARE);
        closing.unshift(() => proxy.close());
        proxies.push({ proxy, url: instance.url });
      }
      await workers.scale(1);
      const sendLog = new SendLog();
      const clients = proxies.map(({ proxy }) => createClient({ baseUrl: proxy.url, accessToken: SERVICE_TOKEN }));
      const post = (signals: readonly PostedSignal[], client: number) =>
        postSignals(clients[client % clients.length]!, signals, sendLog);
      const freezing = freezeOnce(arena);
      await postAll(batchesOf(Math.round(SIGNALS * share), random), { random, log, post, named: protection });
      const freezes = await freezing;
      say(`${sendLog.count("acked")} signals acked in ${sendLog.calls.length} calls; waiting for the projections`);
      await arena.projected();
      await arena.projected("activity.projections");
      const viewers = Array.from({ length: VIEWERS }, (_, n) => viewer(n));
      const histories = new Map<string, readonly string[]>();
      for (const userId of viewers) {
        const client = createClient({ baseUrl: proxies[0]!.url, accessToken: userId });
        histories.set(userId, await historyOf(client));
      }
      await workers.scale(0);
      const ends = await arena.log.ends("activity.signals");
      const logged = ends.reduce((sum, end) => sum + end, 0);
      return {
        faults: {
          "answers lost with their connection": proxies.reduce((sum, { proxy }) => sum + proxy.cuts(), 0),
          "answered that the outcome is unknown": sendLog.calls.filter(({ code }) => code === "outcome-unknown").length,
          "repetitions in the log": logged - sendLog.count("acked"),
          ...(arena.kafka ? { "freezes of Kafka": freezes } : {}),
        },
        sent: [...sendLog.signals()].length,
        acked: sendLog.count("acked"),
        unknown: sendLog.count("unknown"),
        differences: [
          ...unlike("history", sendLog, histories),
          ...unlike("state", sendLog, await ledgersOf(arena, viewers)),
          ...(await differencesOf(arena)),
        ],
      };
    } finally {
      for (const close of closing) await close().catch(() => {});
      await workers.scale(0).catch(() => {});
      await arena.close();
    }
  },
};

const viewer = (n: number) => `u${n % VIEWERS}`;

function batchesOf(count: number, random: Random): PostedSignal[][] {
  const signals = Array.from({ length: count }, (_, n) => signalOf(n, random));
  const batches: PostedSignal[][] = [];
  while (signals.length > 0) batches.push(signals.splice(0, 1 + random.below(MAX_BATCH)));
  return batches;
}

function signalOf(n: number, random: Random): PostedSignal {
  const eventId = `e${n}`;
  const userId = viewer(random.below(VIEWERS));
  const body = { eventId, userId, type: random.chance(0.5) ? "liked" : "viewed", movieId: `m${random.below(FILMS)}` };
  return { eventId, userId, body };
}

type Posting = Readonly<{
  random: Random;
  log: FaultyEventLog;
  post(signals: readonly PostedSignal[], client: number): Promise<readonly string[]>;
  /** Whether all attempts of a signal carry its event id. */
  named: boolean;
}>;

/** Posts each batch one to five times at once, to both instances, and each of those again until it is acked. */
async function postAll(batches: readonly PostedSignal[][], { random, log, post, named }: Posting): Promise<void> {
  let attempts = 0;
  const waiting = batches.map((batch) => ({ batch, posts: 1 + random.below(MAX_POSTS) }));
  const asPosted = ({ body, ...signal }: PostedSignal): PostedSignal => {
    if (named) return { ...signal, body };
    return { ...signal, body: { ...body, eventId: `${signal.eventId}${ATTEMPT_MARK}${attempts}` } };
  };
  async function untilAcked(batch: readonly PostedSignal[]): Promise<void> {
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const client = attempts++;
      if (random.chance(LOST_ANSWER_SHARE)) log.failNext("appendAnswer");
      const outcomes = await post(batch.map(asPosted), client);
      if (outcomes.every((outcome) => outcome === "acked")) return;
      await sleep(RETRY_MS);
    }
    throw new Error(`${batch[0]?.eventId} was not acked in ${ATTEMPTS} attempts`);
  }
  const senders = Array.from({ length: IN_FLIGHT }, async () => {
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      const { batch } = next;
      await Promise.all(Array.from({ length: next.posts }, () => untilAcked(batch)));
    }
  });
  await Promise.all(senders);
}

/** Lets the broker hang for so long that appends are given up which are written when it goes on. */
async function freezeOnce({ kafka }: Arena): Promise<number> {
  if (kafka === undefined) return 0;
  await sleep(1_000);
  await kafka.freeze();
  await sleep(FROZEN_MS);
  await kafka.thaw();
  return 1;
}

function unlike(place: string, sendLog: SendLog, applied: ReadonlyMap<string, readonly string[]>): string[] {
  const signals = new Map([...applied].map(([userId, ids]) => [userId, ids.map((id) => id.split(ATTEMPT_MARK)[0]!)]));
  const { missing, repeated, foreign } = compareWithApplied(sendLog, signals);
  return [
    ...missing.map((signal) => `${place}: ${signal} is missing`),
    ...repeated.map((signal) => `${place}: ${signal} counts more than once`),
    ...foreign.map((signal) => `${place}: ${signal} was never sent`),
  ];
}

async function ledgersOf({ log, stateUrl }: Arena, userIds: readonly string[]) {
  const state = await openSignalState(stateUrl, {});
  try {
    const ledgers = await state.ledgers(keyspaceOf(await log.epoch("activity.signals")), userIds);
    return new Map([...ledgers].map(([userId, entries]) => [userId, entries.map(({ eventId }) => eventId)]));
  } finally {
    await state.close();
  }
}
