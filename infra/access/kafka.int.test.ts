import { makeCertificates, startKafka, type Kafka } from "@projectionist/engines";
import { describeWithEngines } from "@projectionist/engines/suite";
import { afterAll, beforeAll, expect, it } from "vitest";
import { expectRefusal } from "./expect-refusal.ts";
import { withFiles } from "./setting-files.ts";
import { startService } from "./start-service.ts";

type Environment = Record<string, string>;

describeWithEngines("a service that is let into Kafka, or not", () => {
  let kafka: Kafka;
  let anotherCa: string;
  beforeAll(async () => {
    kafka = await startKafka();
    ({ ca: anotherCa } = await makeCertificates());
  }, 180_000);
  afterAll(() => kafka?.remove());

  const user = () => ({
    KAFKA_SASL_USERNAME: kafka.user.username,
    KAFKA_SASL_PASSWORD: kafka.user.password,
  });
  const scram = () => ({ LOG_URL: kafka.tlsUrl, KAFKA_SSL_CA: kafka.ca, ...user() });
  const plain = { KAFKA_SASL_MECHANISM: "plain" };

  it.each<[string, () => Environment]>([
    ["SCRAM-SHA-512 in TLS, its secrets in files", () => withFiles(scram(), ["KAFKA_SSL_CA", "KAFKA_SASL_PASSWORD"])],
    ["PLAIN in TLS", () => ({ ...scram(), ...plain })],
    ["PLAIN without TLS", () => ({ LOG_URL: kafka.saslUrl, ...user(), ...plain })],
  ])("is ready by %s", async (_, environment) => {
    const { answer, code, errors } = await startService("auth", environment(), registerViewer);
    expect({ answer, code, errors }).toEqual({ answer: 201, code: 0, errors: [] });
  });

  it.each<[string, RegExp, () => Environment]>([
    ["a wrong password", /check .*KAFKA_SASL_PASSWORD/, () => ({ ...scram(), KAFKA_SASL_PASSWORD: "wr0ng" })],
    [
      "a wrong password by PLAIN",
      /check .*KAFKA_SASL_PASSWORD/,
      () => ({ ...scram(), ...plain, KAFKA_SASL_PASSWORD: "wr0ng" }),
    ],
    ["an unknown user", /check KAFKA_SASL_USERNAME/, () => ({ ...scram(), KAFKA_SASL_USERNAME: "nobody" })],
    ["no user", /set KAFKA_SASL_USERNAME/, () => ({ LOG_URL: kafka.saslUrl })],
    ["no user in TLS", /set KAFKA_SASL_USERNAME/, () => ({ LOG_URL: kafka.tlsUrl, KAFKA_SSL_CA: kafka.ca })],
    ["a mechanism that is not offered", /set KAFKA_SASL_MECHANISM/, () => ({ LOG_URL: kafka.saslUrl, ...user() })],
    ["plaintext to a TLS port", /set KAFKA_SSL=true/, () => ({ LOG_URL: kafka.tlsUrl })],
    ["plaintext to a TLS port, with a user", /set KAFKA_SSL=true/, () => ({ LOG_URL: kafka.tlsUrl, ...user() })],
    ["TLS to a plaintext port", /unset KAFKA_SSL/, () => ({ LOG_URL: kafka.url, KAFKA_SSL: "true" })],
    ["another authority", /check KAFKA_SSL_CA/, () => ({ ...scram(), KAFKA_SSL_CA: anotherCa })],
    ["no authority", /check KAFKA_SSL_CA/, () => ({ ...scram(), KAFKA_SSL_CA: "", KAFKA_SSL: "true" })],
    ["an authority that is no PEM", /check KAFKA_SSL_CA/, () => ({ ...scram(), KAFKA_SSL_CA: "wr0ng" })],
    ["a key that is no PEM", /KAFKA_SSL_KEY/, () => ({ ...scram(), KAFKA_SSL_CERT: "wr0ng", KAFKA_SSL_KEY: "wr0ng" })],
    ["a certificate of another host", /hosts in LOG_URL/, () => ({ ...scram(), LOG_URL: at("127.0.0.2") })],
    ["a port where nothing listens", /LOG_URL/, () => ({ ...scram(), LOG_URL: "kafka://localhost:1" })],
    ["an unknown host", /LOG_URL/, () => ({ ...scram(), LOG_URL: "kafka://kafka.invalid:9092" })],
  ])("ends with the cure after %s", async (_, setting, environment) => {
    expectRefusal(await startService("auth", environment()), setting, [kafka.user.password, "wr0ng"]);
  });

  it("ends with the cure while the broker hangs", async () => {
    await kafka.freeze();
    try {
      expectRefusal(await startService("auth", { LOG_URL: kafka.url }), /LOG_URL/, []);
    } finally {
      await kafka.thaw();
    }
  });

  const at = (host: string) => kafka.tlsUrl.replace("localhost", host);
});

/** Answers the status: it takes the log, where the account is announced. */
async function registerViewer(url: string): Promise<number> {
  const account = { email: `${crypto.randomUUID()}@example.com`, password: "a long password", displayName: "Ann" };
  const headers = { "content-type": "application/json" };
  return (await fetch(`${url}/v1/auth/register`, { method: "POST", headers, body: JSON.stringify(account) })).status;
}
