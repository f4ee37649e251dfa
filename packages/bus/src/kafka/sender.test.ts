import kafkajs from "kafkajs";
import type { Kafka } from "kafkajs";
import { expect, it } from "vitest";
import { createSender } from "./sender.ts";

const { KafkaJSProtocolError } = kafkajs;
const placed = (partition: number) => ({
  record: { topic: "t", key: "k", value: Buffer.from("x") },
  partition,
  size: 1,
});

/** Producers that fail in ways to which a healthy broker cannot be brought; each counts how often it was used. */
function producersThat(...answers: (() => Promise<unknown>)[]) {
  const uses: number[] = [];
  const producer = () => {
    const index = uses.push(0) - 1;
    return {
      connect: async () => {},
      disconnect: async () => {},
      sendBatch: () => {
        uses[index]!++;
        return answers.shift()!();
      },
    };
  };
  return { kafka: { producer } as unknown as Kafka, uses };
}

const succeed = async () => [{ topicName: "t", partition: 0, errorCode: 0, baseOffset: "7" }];
const failWith = (type: string) => () =>
  Promise.reject(new KafkaJSProtocolError(Object.assign(new Error(type), { type, code: 1, retriable: false })));

it.each(["OUT_OF_ORDER_SEQUENCE_NUMBER", "UNKNOWN_PRODUCER_ID", "REQUEST_TIMED_OUT"])(
  "takes a new producer after %s, with the outcome unknown",
  async (type) => {
    const { kafka, uses } = producersThat(succeed, failWith(type), succeed);
    const sender = createSender(kafka, 1000);
    const send = async () => {
      await sender.ready();
      return sender.send([placed(0), placed(0)]);
    };
    expect(await send()).toEqual([7, 8]);
    await expect(send()).rejects.toMatchObject({ name: "AppendError", outcome: "unknown" });
    expect(await send()).toEqual([7, 8]);
    expect(uses).toEqual([2, 1]);
  },
);

it("takes a new producer when one does not answer in time", async () => {
  const { kafka, uses } = producersThat(() => new Promise(() => {}), succeed);
  const sender = createSender(kafka, 20);
  await sender.ready();
  await expect(sender.send([placed(0)])).rejects.toMatchObject({ outcome: "unknown" });
  await sender.ready();
  expect(await sender.send([placed(0)])).toEqual([7]);
  expect(uses).toEqual([1, 1]);
});

it.each([
  [[placed(0)], "refused"],
  [[placed(0), placed(1)], "unknown"],
])("knows that nothing was written where one partition alone was asked and refused: %#", async (batch, outcome) => {
  const { kafka } = producersThat(failWith("MESSAGE_TOO_LARGE"));
  const sender = createSender(kafka, 1000);
  await sender.ready();
  await expect(sender.send(batch)).rejects.toMatchObject({ outcome });
});
