import { setTimeout as sleep } from "node:timers/promises";
import { openEventLog } from "@projectionist/bus";
import { topicDefinitions } from "@projectionist/contracts";
import { startKafkaCluster, type KafkaCluster } from "@projectionist/engines";
import { startAppending, type Appending } from "../appending/appenders.ts";
import { outcomeOf } from "../appending/outcome-of.ts";
import type { Experiment } from "../experiment.ts";

const ROUNDS = 10;
/** Longer than a broker that is alone needs to take some records, shorter than the others need to miss it. */
const ALONE_MS = 3_000;

export const brokers: Experiment = {
  name: "brokers",
  guarantees: ["G1"],
  promise: "on three brokers, what was acked is in the log although one was alone with it and is killed",
  control: "the word of the partition's leader is enough (acks=1)",
  engines: ["real"],
  async run({ random, share, protection, say }) {
    const cluster = await startKafkaCluster();
    let appending: Appending | undefined;
    try {
      await createTopics(cluster.url);
      appending = await startAppending(cluster.url, protection ? "all" : "1");
      const rounds = Math.max(1, Math.round(ROUNDS * share));
      for (let round = 0; round < rounds; round++) {
        await appending.goesOn();
        await killLoneBroker(cluster, random.below(cluster.brokers.length), appending);
        say(`${round + 1} of ${rounds} brokers killed and back`);
      }
      await appending.goesOn();
      await appending.end();
      return await outcomeOf(appending, cluster.url, { "kills of a broker that was alone": rounds });
    } finally {
      await appending?.end();
      await cluster.remove();
    }
  },
};

async function createTopics(url: string): Promise<void> {
  const log = await openEventLog(url);
  await log.createTopics(topicDefinitions);
  await log.close();
}

/** The others hang while one goes on; then it is killed, and they have to go on with what they have. */
async function killLoneBroker(cluster: KafkaCluster, victim: number, appending: Appending): Promise<void> {
  const alone = cluster.brokers[victim]!;
  const others = cluster.brokers.filter((broker) => broker !== alone);
  await Promise.all(others.map((broker) => broker.freeze()));
  await sleep(ALONE_MS);
  await alone.kill();
  await Promise.all(others.map((broker) => broker.thaw()));
  await appending.goesOn();
  await alone.start();
}
