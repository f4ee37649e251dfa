import { setTimeout as sleep } from "node:timers/promises";
import kafkajs from "kafkajs";
import type { Admin, ITopicConfig } from "kafkajs";
import type { Fault } from "@projectionist/contracts";
import type { TopicDefinition } from "../event-log.ts";
import { checkTopicDefinition } from "../topic-definition.ts";
import { fetchTopicId, type TopicId } from "./topic-id.ts";

const { ConfigResourceTypes, KafkaJSProtocolError } = kafkajs;

export interface Topics {
  create(definitions: readonly TopicDefinition[]): Promise<readonly string[]>;
  /** The number of a topic's partitions where it was asked for before. */
  known(topic: string): number | undefined;
  /** The number of a topic's partitions; undefined for a topic that is not there. */
  partitionsOf(topic: string): Promise<number | undefined>;
  /** The id that the topic has now; undefined for a topic that is not there. */
  idOf(topic: string): Promise<TopicId | undefined>;
  /** What of existing topics is not set as it is here. */
  faults(definitions: readonly TopicDefinition[]): Promise<Fault[]>;
}

/** Topics as the brokers know them. Partition counts are remembered: adding partitions would move keys, and is not done. */
export function createTopics(admin: Admin, replicationFactor: number | undefined): Topics {
  const counts = new Map<string, number>();

  async function partitionsOf(topic: string): Promise<number | undefined> {
    const known = counts.get(topic) ?? (await awaited(() => fetchCount(admin, topic)));
    if (known !== undefined) counts.set(topic, known);
    return known;
  }

  async function create(definitions: readonly TopicDefinition[]): Promise<readonly string[]> {
    definitions.forEach(checkTopicDefinition);
    const existing = new Set(await admin.listTopics());
    const missing = definitions.filter(({ name }) => !existing.has(name));
    let created = false;
    if (missing.length > 0) {
      const { brokers } = await admin.describeCluster();
      const copies = replicationFactor ?? Math.min(3, brokers.length);
      const topics = missing.map((definition) => configOf(definition, copies));
      // kafkajs would fail where the broker that it waits with has not heard of them yet.
      created = await admin.createTopics({ topics, waitForLeaders: false });
    }
    for (const { name, partitions } of definitions) {
      const found = await partitionsOf(name);
      if (found !== partitions)
        throw new Error(`topic "${name}" has ${found} partitions, not the ${partitions} asked for`);
    }
    await checkSettings(
      admin,
      definitions.filter(({ name }) => existing.has(name)),
    );
    return created ? missing.map(({ name }) => name) : [];
  }

  return {
    create,
    known: (topic) => counts.get(topic),
    partitionsOf,
    idOf: (topic) => awaited(() => fetchTopicId(admin, topic)),
    faults: (definitions) => settingFaults(admin, definitions),
  };
}

/** What is asked of a topic that another process is creating at this moment, which not every broker knows yet. */
async function awaited<T>(ask: () => Promise<T | undefined>): Promise<T | undefined> {
  const deadline = Date.now() + 5000;
  let answer = await ask();
  while (answer === undefined && Date.now() < deadline) {
    await sleep(100);
    answer = await ask();
  }
  return answer;
}

async function fetchCount(admin: Admin, topic: string): Promise<number | undefined> {
  const found = await ifThere(() => admin.fetchTopicMetadata({ topics: [topic] }));
  return found?.topics[0]?.partitions.length;
}

/** Undefined where the broker knows no such topic. */
async function ifThere<T>(ask: () => Promise<T>): Promise<T | undefined> {
  try {
    return await ask();
  } catch (error) {
    const types = ["UNKNOWN_TOPIC_OR_PARTITION", "LEADER_NOT_AVAILABLE", "INVALID_TOPIC_EXCEPTION"];
    if (error instanceof KafkaJSProtocolError && types.includes(error.type)) return undefined;
    throw error;
  }
}

/** The settings without which records could be lost, or stamped by their writers. */
function settingsOf({ cleanup = "keep", retentionMs }: TopicDefinition): Record<string, string> {
  const always = { "message.timestamp.type": "LogAppendTime" };
  if (cleanup === "compact") return { ...always, "cleanup.policy": "compact" };
  if (cleanup === "delete") return { ...always, "cleanup.policy": "delete", "retention.ms": String(retentionMs) };
  return { ...always, "cleanup.policy": "delete", "retention.ms": "-1", "retention.bytes": "-1" };
}

function configOf(definition: TopicDefinition, replicationFactor: number): ITopicConfig {
  const settings = { ...settingsOf(definition), "min.insync.replicas": replicationFactor > 2 ? "2" : "1" };
  return {
    topic: definition.name,
    numPartitions: definition.partitions,
    replicationFactor,
    configEntries: Object.entries(settings).map(([name, value]) => ({ name, value })),
  };
}

/** Refuses a topic of others' making that would drop records. */
async function checkSettings(admin: Admin, definitions: readonly TopicDefinition[]): Promise<void> {
  const faults = await awaited(() => ifThere(() => settingFaults(admin, definitions)));
  if (faults === undefined) throw new Error("a topic was deleted while its settings were looked at: start again");
  const [fault] = faults;
  if (fault !== undefined) throw new Error(`${fault.what}. ${fault.cure}`);
}

/** The settings without which records could be lost; how long records of `delete` live is the operator's choice. */
async function settingFaults(admin: Admin, definitions: readonly TopicDefinition[]): Promise<Fault[]> {
  if (definitions.length === 0) return [];
  const faults: Fault[] = [];
  const resources = definitions.map(({ name }) => ({ type: ConfigResourceTypes.TOPIC, name }));
  const answer = await admin.describeConfigs({ resources, includeSynonyms: false });
  for (const definition of definitions) {
    const { name } = definition;
    const entries = answer.resources.find(({ resourceName }) => resourceName === name)?.configEntries ?? [];
    const found = new Map(entries.map(({ configName, configValue }) => [configName, configValue]));
    for (const [setting, wanted] of Object.entries(settingsOf(definition))) {
      const value = found.get(setting);
      if (value === wanted || value === undefined || (definition.cleanup === "delete" && setting === "retention.ms"))
        continue;
      faults.push({
        severity: "error",
        what: `topic "${name}" has ${setting}=${value} and must have ${wanted}`,
        cure: `Set it: kafka-configs.sh --alter --entity-type topics --entity-name ${name} --add-config ${setting}=${wanted}`,
      });
    }
  }
  return faults;
}
