import { createHash } from "node:crypto";
import { encodeEvent, topicDefinitions } from "@projectionist/contracts";
import { Redis } from "ioredis";
import kafkajs from "kafkajs";
import { seeded } from "../seeded.ts";

const TOPIC = "bench-bare";
const FILMS = 5000;
/** Amounts that a signal that joins a history of more than ten films raises: ten pairs, a total, three trending buckets. */
const INCREMENTS_PER_SIGNAL = 14;

const value = encodeEvent({
  type: "MovieRated",
  eventId: "0199a3f2-0000-7000-b1d2-3f5a6b7c8d9e",
  userId: "bench-1000",
  movieId: "the-grand-budapest-hotel-2014",
  occurredAt: 1_760_000_000_000,
  recommendationId: null,
  rating: 4,
});
/** The bytes of a signal's record, as it stands in the log. */
export const RECORD_BYTES = value.length;

/** A producer of kafkajs alone, idempotent, all replicas in sync, on a topic like that of signals. */
export async function openBareKafka(kafkaUrl: string) {
  const kafka = new kafkajs.Kafka({ brokers: [kafkaUrl.slice("kafka://".length)], logLevel: kafkajs.logLevel.NOTHING });
  const admin = kafka.admin();
  await admin.connect();
  const numPartitions = topicDefinitions.find(({ name }) => name === "activity.signals")!.partitions;
  await admin.createTopics({ waitForLeaders: true, topics: [{ topic: TOPIC, numPartitions, replicationFactor: 1 }] });
  await admin.disconnect();
  const producer = kafka.producer({ idempotent: true, createPartitioner: kafkajs.Partitioners.DefaultPartitioner });
  await producer.connect();
  let next = 0;
  return {
    /** Records per second and the milliseconds of each call, with so many records a call. */
    async measure({ batch, inFlight, seconds }: Readonly<{ batch: number; inFlight: number; seconds: number }>) {
      const times: number[] = [];
      const begun = performance.now();
      const until = begun + seconds * 1000;
      const lane = async () => {
        while (performance.now() < until) {
          const messages = Array.from({ length: batch }, () => ({ key: `bench-${next++ % 2000}`, value }));
          const sent = performance.now();
          await producer.sendBatch({ acks: -1, topicMessages: [{ topic: TOPIC, messages }] });
          times.push(performance.now() - sent);
        }
      };
      await Promise.all(Array.from({ length: inFlight }, lane));
      return { signalsPerSecond: ((times.length * batch) / (performance.now() - begun)) * 1000, times };
    },
    close: () => producer.disconnect(),
  };
}

const script = `
  for i = 1, #ARGV, 3 do
    redis.call('ZINCRBY', KEYS[1] .. ARGV[i], ARGV[i + 1], ARGV[i + 2])
  end`;
const sha = createHash("sha1").update(script).digest("hex");

/** A Lua script that does nothing but ZINCRBY, with the increments of 500 signals a call. It empties the database. */
export async function measureBareRedis(redisUrl: string, seconds: number) {
  const redis = new Redis(redisUrl);
  await redis.flushdb();
  await redis.script("LOAD", script);
  const random = seeded(7);
  const film = () => `film-${Math.floor(FILMS * random() ** 3)}`;
  const calls = Array.from({ length: 20 }, () =>
    Array.from({ length: 500 * INCREMENTS_PER_SIGNAL }, () => [film(), 512_000, film()]).flat(),
  );
  let increments = 0;
  const begun = performance.now();
  const until = begun + seconds * 1000;
  const lane = async () => {
    for (let at = 0; performance.now() < until; at++) {
      const args = calls[at % calls.length]!;
      await redis.evalsha(sha, 1, "{bare}:", ...args);
      increments += args.length / 3;
    }
  };
  await Promise.all(Array.from({ length: 4 }, lane));
  const incrementsPerSecond = (increments / (performance.now() - begun)) * 1000;
  await redis.flushdb();
  await redis.quit();
  return { incrementsPerSecond, signalsPerSecond: incrementsPerSecond / INCREMENTS_PER_SIGNAL };
}
