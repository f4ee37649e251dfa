import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { GenericContainer, getContainerRuntimeClient, Wait } from "testcontainers";

export type Broker = Readonly<{
  url: string;
  /** The same broker where it asks for the user "projectionist" with the password "open sesame", by SASL PLAIN. */
  saslUrl: string;
  /** Runs a command line in the container and answers its output. */
  run: (command: string) => Promise<string>;
  /** Freezes every process: connections stay open and nothing is answered. */
  freeze: () => Promise<void>;
  thaw: () => Promise<void>;
  /** Kills the broker, which keeps its data. */
  kill: () => Promise<void>;
  start: () => Promise<void>;
  /** Removes it for good. */
  remove: () => Promise<void>;
}>;

const jaas = 'org.apache.kafka.common.security.plain.PlainLoginModule required user_projectionist="open sesame";';

/** Starts one Kafka broker in a container. Stop it when done: nothing else does. */
export async function startBroker(): Promise<Broker> {
  const [port, saslPort] = [await freePort(), await freePort()];
  const container = await new GenericContainer("apache/kafka:4.1.1")
    .withExposedPorts({ container: 9092, host: port }, { container: 9095, host: saslPort })
    .withEnvironment({
      KAFKA_NODE_ID: "1",
      KAFKA_PROCESS_ROLES: "broker,controller",
      KAFKA_LISTENERS: "PLAINTEXT://:9092,INSIDE://:9094,CONTROLLER://:9093,SASL://:9095",
      KAFKA_ADVERTISED_LISTENERS: `PLAINTEXT://localhost:${port},INSIDE://localhost:9094,SASL://localhost:${saslPort}`,
      KAFKA_LISTENER_SECURITY_PROTOCOL_MAP:
        "PLAINTEXT:PLAINTEXT,INSIDE:PLAINTEXT,CONTROLLER:PLAINTEXT,SASL:SASL_PLAINTEXT",
      KAFKA_INTER_BROKER_LISTENER_NAME: "INSIDE",
      KAFKA_CONTROLLER_LISTENER_NAMES: "CONTROLLER",
      KAFKA_CONTROLLER_QUORUM_VOTERS: "1@localhost:9093",
      KAFKA_LISTENER_NAME_SASL_SASL_ENABLED_MECHANISMS: "PLAIN",
      KAFKA_LISTENER_NAME_SASL_PLAIN_SASL_JAAS_CONFIG: jaas,
      KAFKA_OFFSETS_TOPIC_REPLICATION_FACTOR: "1",
      KAFKA_OFFSETS_TOPIC_NUM_PARTITIONS: "4",
      KAFKA_TRANSACTION_STATE_LOG_REPLICATION_FACTOR: "1",
      KAFKA_TRANSACTION_STATE_LOG_MIN_ISR: "1",
      KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS: "0",
      KAFKA_AUTO_CREATE_TOPICS_ENABLE: "false",
      KAFKA_HEAP_OPTS: "-Xms256m -Xmx512m",
    })
    .withWaitStrategy(Wait.forListeningPorts())
    .withStartupTimeout(90_000)
    .start();
  const engine = (await getContainerRuntimeClient()).container.getById(container.getId());
  return {
    url: `kafka://localhost:${port}`,
    saslUrl: `kafka://localhost:${saslPort}`,
    async run(command) {
      const { exitCode, output } = await container.exec(["sh", "-c", command]);
      if (exitCode !== 0) throw new Error(`${command}: ${output}`);
      return output;
    },
    freeze: () => engine.pause(),
    thaw: () => engine.unpause(),
    kill: () => engine.kill(),
    start: () => engine.start(),
    remove: async () => void (await container.stop()),
  };
}

/** A port that was free a moment ago: the broker must be told its public port before it starts. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
