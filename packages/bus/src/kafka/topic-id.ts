import type { Admin } from "kafkajs";

/** Kafka's own id of a topic, which no other topic ever gets, in hexadecimal digits. */
export type TopicId = string;

/** What stands for the id where the brokers give none, as those before Kafka 2.8. */
export const NO_ID: TopicId = "0".repeat(32);

const metadata = { apiKey: 3, apiVersion: 10, apiName: "Metadata" };
/** Unknown topic, no leader yet, a name that no topic can have. */
const notThere = new Set([3, 5, 17]);
const notAllowed = 29;

/** Asks a broker for the id of a topic, at each call; undefined for a topic that is not there. */
export async function fetchTopicId(admin: Admin, topic: string): Promise<TopicId | undefined> {
  const answer = await admin.sendRequest({ ...metadata, body: encodeRequest(topic) });
  if (answer === undefined) return NO_ID;
  const { errorCode, id } = decodeAnswer(answer);
  if (notThere.has(errorCode)) return undefined;
  if (errorCode === notAllowed)
    throw new Error(`Kafka does not let us describe topic "${topic}": allow DESCRIBE on it`);
  if (errorCode !== 0) throw new Error(`Kafka does not tell the id of topic "${topic}": its error ${errorCode}`);
  return id;
}

/** Tags of the header; one topic by its name, without an id; create nothing, tell no permissions; tags. */
export function encodeRequest(topic: string): Buffer {
  const name = Buffer.from(topic);
  const oneTopic = [...unsigned(2), ...Buffer.alloc(16), ...unsigned(name.length + 1), ...name, ...unsigned(0)];
  return Buffer.from([...unsigned(0), ...oneTopic, 0, 0, 0, ...unsigned(0)]);
}

/** What is said of the first topic, which stands behind the brokers, the cluster's id and the controller. */
export function decodeAnswer(answer: Buffer): Readonly<{ errorCode: number; id: TopicId }> {
  let at = 0;
  const skip = (bytes: number) => void (at += bytes);
  const readUnsigned = (): number => {
    const byte = answer.readUInt8(at++);
    return byte < 0x80 ? byte : byte - 0x80 + 0x80 * readUnsigned();
  };
  const skipText = () => skip(Math.max(0, readUnsigned() - 1));
  const skipTags = () => {
    for (let left = readUnsigned(); left > 0; left--) {
      readUnsigned();
      skip(readUnsigned());
    }
  };

  skipTags();
  skip(4);
  for (let brokers = readUnsigned() - 1; brokers > 0; brokers--) {
    skip(4);
    skipText();
    skip(4);
    skipText();
    skipTags();
  }
  skipText();
  skip(4);
  if (readUnsigned() < 2) throw new Error("Kafka answered for no topic");
  const errorCode = answer.readInt16BE(at);
  skip(2);
  skipText();
  return { errorCode, id: answer.subarray(at, at + 16).toString("hex") };
}

/** Seven bits to the byte, the lowest first. */
function unsigned(value: number): number[] {
  return value < 0x80 ? [value] : [(value % 0x80) + 0x80, ...unsigned(Math.floor(value / 0x80))];
}
