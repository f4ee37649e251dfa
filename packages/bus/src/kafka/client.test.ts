import { describe, expect, it } from "vitest";
import { EngineOpenError } from "../engine-open-error.ts";
import { openEventLog } from "../open.ts";
import { parseBrokers } from "./client.ts";

describe("the URL of Kafka", () => {
  it.each([
    ["kafka://localhost", ["localhost:9092"]],
    ["kafka://a:9093,b.example,[::1]:9094", ["a:9093", "b.example:9092", "[::1]:9094"]],
  ])("names the brokers: %s", (url, brokers) => {
    expect(parseBrokers(url)).toEqual(brokers);
  });

  it.each(["kafka:", "kafka://", "kafka://a:x", "kafka://a,,b", "kafka://a/topic"])("is refused: %s", (url) => {
    expect(() => parseBrokers(url)).toThrow(/kafka:\/\/host:9092/);
    expect(() => parseBrokers(url)).toThrow(EngineOpenError);
  });

  it("must hold no password, and does not show it", async () => {
    const opening = openEventLog("kafka://user:secret-word@localhost");
    await expect(opening).rejects.toThrow("KAFKA_SASL_PASSWORD");
    await expect(opening).rejects.not.toThrow("secret-word");
  });
});

it("refuses an epoch that could not be part of a name", async () => {
  await expect(openEventLog("kafka://localhost", { kafka: { streamEpoch: "a/b" } })).rejects.toThrow("STREAM_EPOCH");
});

it("says when no broker answers", async () => {
  const opening = openEventLog("kafka://localhost:1");
  await expect(opening).rejects.toThrow(EngineOpenError);
  await expect(opening).rejects.toThrow("LOG_URL");
});
