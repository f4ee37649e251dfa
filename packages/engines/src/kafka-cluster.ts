import { GenericContainer, Network, Wait } from "testcontainers";
import { freePorts } from "./free-ports.ts";
import { API_VERSIONS, KAFKA_IMAGE } from "./kafka.ts";
import { machineOf, type Machine } from "./machine.ts";
import { untilAnswered } from "./until-answered.ts";

/** A cluster of brokers, each on a machine of its own and a controller too. */
export type KafkaCluster = Readonly<{
  /** Names all of them. */
  url: string;
  brokers: readonly Machine[];
  /** Removes all of them with their data, whatever state they are in. */
  remove: () => Promise<void>;
}>;

/** How soon a broker that is silent is one that is gone. */
const SESSION_MS = 4_000;

/** Starts so many brokers; topics have three copies, of which two have to be written, unless they are made otherwise. */
export async function startKafkaCluster(size = 3): Promise<KafkaCluster> {
  const ports = await freePorts(size);
  const network = await new Network().start();
  const names = ports.map((_, index) => `kafka-${index + 1}`);
  const voters = names.map((name, index) => `${index + 1}@${name}:9093`).join(",");
  const starting = ports.map(async (port, index) => {
    const container = await new GenericContainer(KAFKA_IMAGE)
      .withNetwork(network)
      .withNetworkAliases(names[index]!)
      .withExposedPorts({ container: 9092, host: port })
      .withEnvironment({
        KAFKA_NODE_ID: String(index + 1),
        KAFKA_PROCESS_ROLES: "broker,controller",
        KAFKA_LISTENERS: "OUTSIDE://:9092,INSIDE://:9094,CONTROLLER://:9093",
        KAFKA_ADVERTISED_LISTENERS: `OUTSIDE://localhost:${port},INSIDE://${names[index]}:9094`,
        KAFKA_LISTENER_SECURITY_PROTOCOL_MAP: "OUTSIDE:PLAINTEXT,INSIDE:PLAINTEXT,CONTROLLER:PLAINTEXT",
        KAFKA_INTER_BROKER_LISTENER_NAME: "INSIDE",
        KAFKA_CONTROLLER_LISTENER_NAMES: "CONTROLLER",
        KAFKA_CONTROLLER_QUORUM_VOTERS: voters,
        KAFKA_BROKER_SESSION_TIMEOUT_MS: String(SESSION_MS),
        KAFKA_DEFAULT_REPLICATION_FACTOR: "3",
        KAFKA_MIN_INSYNC_REPLICAS: "2",
        KAFKA_OFFSETS_TOPIC_REPLICATION_FACTOR: "3",
        KAFKA_OFFSETS_TOPIC_NUM_PARTITIONS: "4",
        KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS: "0",
        KAFKA_AUTO_CREATE_TOPICS_ENABLE: "false",
        KAFKA_HEAP_OPTS: "-Xms256m -Xmx384m",
      })
      .withWaitStrategy(Wait.forListeningPorts())
      .withStartupTimeout(150_000)
      .start();
    const machine = await machineOf(container, () => untilAnswered(port, API_VERSIONS));
    return { machine, serving: () => untilAnswered(port, API_VERSIONS) };
  });
  const remove = async () => {
    const started = (await Promise.allSettled(starting)).flatMap((each) =>
      each.status === "fulfilled" ? [each.value.machine] : [],
    );
    await Promise.all(started.map((machine) => machine.remove()));
    await network.stop();
  };
  try {
    const started = await Promise.all(starting);
    await Promise.all(started.map(({ serving }) => serving()));
    const url = `kafka://${ports.map((port) => `localhost:${port}`).join(",")}`;
    return { url, brokers: started.map(({ machine }) => machine), remove };
  } catch (error) {
    await remove();
    throw error;
  }
}
