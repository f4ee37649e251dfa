import { describe, expect, it } from "vitest";
import { describeOpenError } from "./describe-open-error.ts";

describe("a failure to get in", () => {
  const sasl = { mechanism: "plain", username: "ann", password: "secret-word" } as const;

  it.each([
    ["SASL PLAIN authentication failed: Authentication failed", { sasl }, "KAFKA_SASL_PASSWORD"],
    ["SASL PLAIN authentication failed", {}, "KAFKA_SASL_MECHANISM"],
    ["self-signed certificate in certificate chain", { ssl: true }, "KAFKA_SSL_CA"],
    ["write EPROTO: wrong version number", { ssl: true }, "unset KAFKA_SSL"],
    ["Closed connection", { sasl }, "KAFKA_SSL=true"],
    ["Closed connection", { ssl: true }, "KAFKA_SASL_USERNAME"],
    ["The broker does not support the requested SASL mechanism", { sasl }, "set KAFKA_SASL_MECHANISM to one"],
    ["Hostname/IP does not match certificate's altnames", { ssl: true }, "hosts in LOG_URL"],
    ["error:0480006C:PEM routines::no start line", { ssl: true }, "KAFKA_SSL_KEY"],
    ["Connection timeout", {}, "do not answer"],
    ["", {}, "LOG_URL"],
  ])("names the setting: %s", (reason, options, setting) => {
    const line = describeOpenError(new Error(reason), ["a:9092"], options);
    expect(line).toContain(setting);
    expect(line).toContain("a:9092");
    expect(line).not.toContain("secret-word");
  });
});
