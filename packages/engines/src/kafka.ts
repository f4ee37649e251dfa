import { GenericContainer, Wait } from "testcontainers";
import { makeCertificates } from "./certificates.ts";
import { freePorts } from "./free-ports.ts";
import { machineOf, type Machine } from "./machine.ts";
import type { SmallDisk } from "./small-disk.ts";
import { untilAnswered } from "./until-answered.ts";

export type Kafka = Machine &
  Readonly<{
    url: string;
    /** The same broker where it asks for the user, by SASL PLAIN without TLS. */
    saslUrl: string;
    /** The same broker where it asks for the user in TLS, by SASL SCRAM-SHA-512 or PLAIN. */
    tlsUrl: string;
    /** The authority that signed its certificate, as PEM. */
    ca: string;
    user: Readonly<{ username: string; password: string }>;
    /** Runs one of Kafka's command-line tools against the broker, such as `kafka-topics.sh --list`. */
    tool: (line: string) => Promise<string>;
  }>;

const user = { username: "projectionist", password: "open sesame" };
export const KAFKA_IMAGE = "apache/kafka:4.1.1";

const DATA_FOLDER = "/var/lib/kafka/data";
const INSIDE = "localhost:9094";
/** What every broker answers: ApiVersions version 0, correlation 1, without a client id, behind its length. */
export const API_VERSIONS = Buffer.from("0000000a0012000000000001ffff", "hex");

/**
 * Starts one broker; `environment` is added to its own, such as `KAFKA_MESSAGE_MAX_BYTES`. Its data can be on a disk of
 * their own, which has to be user 1000's.
 */
export async function startKafka(environment: Readonly<Record<string, string>> = {}, disk?: SmallDisk): Promise<Kafka> {
  const [port = 0, saslPort = 0, tlsPort = 0] = await freePorts(3);
  const { ca, cert, key } = await makeCertificates();
  const plain = `org.apache.kafka.common.security.plain.PlainLoginModule required user_${user.username}="${user.password}";`;
  const container = await new GenericContainer(KAFKA_IMAGE)
    .withExposedPorts(
      { container: 9092, host: port },
      { container: 9095, host: saslPort },
      { container: 9096, host: tlsPort },
    )
    .withBindMounts(disk ? [{ source: disk.volume, target: DATA_FOLDER }] : [])
    .withCopyContentToContainer([{ content: `${key}\n${cert}\n`, target: "/tmp/broker.pem", mode: 0o644 }])
    .withEnvironment({
      KAFKA_NODE_ID: "1",
      KAFKA_PROCESS_ROLES: "broker,controller",
      KAFKA_LISTENERS: "PLAINTEXT://:9092,INSIDE://:9094,CONTROLLER://:9093,SASL://:9095,SECURE://:9096",
      KAFKA_ADVERTISED_LISTENERS: `PLAINTEXT://localhost:${port},INSIDE://${INSIDE},SASL://localhost:${saslPort},SECURE://localhost:${tlsPort}`,
      KAFKA_LISTENER_SECURITY_PROTOCOL_MAP:
        "PLAINTEXT:PLAINTEXT,INSIDE:PLAINTEXT,CONTROLLER:PLAINTEXT,SASL:SASL_PLAINTEXT,SECURE:SASL_SSL",
      KAFKA_INTER_BROKER_LISTENER_NAME: "INSIDE",
      KAFKA_CONTROLLER_LISTENER_NAMES: "CONTROLLER",
      KAFKA_CONTROLLER_QUORUM_VOTERS: "1@localhost:9093",
      KAFKA_LISTENER_NAME_SASL_SASL_ENABLED_MECHANISMS: "PLAIN",
      KAFKA_LISTENER_NAME_SASL_PLAIN_SASL_JAAS_CONFIG: plain,
      KAFKA_LISTENER_NAME_SECURE_SASL_ENABLED_MECHANISMS: "PLAIN,SCRAM-SHA-512",
      KAFKA_LISTENER_NAME_SECURE_PLAIN_SASL_JAAS_CONFIG: plain,
      KAFKA_LISTENER_NAME_SECURE_SCRAM___SHA___512_SASL_JAAS_CONFIG:
        "org.apache.kafka.common.security.scram.ScramLoginModule required;",
      KAFKA_LISTENER_NAME_SECURE_SSL_KEYSTORE_TYPE: "PEM",
      KAFKA_LISTENER_NAME_SECURE_SSL_KEYSTORE_LOCATION: "/tmp/broker.pem",
      KAFKA_OFFSETS_TOPIC_REPLICATION_FACTOR: "1",
      KAFKA_OFFSETS_TOPIC_NUM_PARTITIONS: "4",
      KAFKA_TRANSACTION_STATE_LOG_REPLICATION_FACTOR: "1",
      KAFKA_TRANSACTION_STATE_LOG_MIN_ISR: "1",
      KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS: "0",
      KAFKA_AUTO_CREATE_TOPICS_ENABLE: "false",
      KAFKA_LOG_DIRS: `${DATA_FOLDER}/log`,
      KAFKA_HEAP_OPTS: "-Xms256m -Xmx512m",
      ...environment,
    })
    .withWaitStrategy(Wait.forListeningPorts())
    .withStartupTimeout(150_000)
    .start();
  const machine = await machineOf(container, () => untilAnswered(port, API_VERSIONS));
  const tool = (line: string) => machine.run(`/opt/kafka/bin/${line} --bootstrap-server ${INSIDE}`);
  try {
    await untilAnswered(port, API_VERSIONS);
    const scram = `--add-config 'SCRAM-SHA-512=[password=${user.password}]'`;
    await tool(`kafka-configs.sh --alter --entity-type users --entity-name ${user.username} ${scram}`);
  } catch (error) {
    await machine.remove();
    throw error;
  }
  return {
    ...machine,
    url: `kafka://localhost:${port}`,
    saslUrl: `kafka://localhost:${saslPort}`,
    tlsUrl: `kafka://localhost:${tlsPort}`,
    ca,
    user,
    tool,
  };
}
