import { makeCertificates, startRedis, type Redis } from "@projectionist/engines";
import { describeWithEngines } from "@projectionist/engines/suite";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { expectRefusal } from "./expect-refusal.ts";
import { withFiles } from "./setting-files.ts";
import { startService } from "./start-service.ts";

const password = "it's a secret";

type Environment = Record<string, string>;

describeWithEngines("a service that is let into Redis, or not", () => {
  let open: Redis;
  let secure: Redis;
  let anotherCa: string;
  beforeAll(async () => {
    [open, secure] = await Promise.all([startRedis({ password }), startRedis({ password, tls: true })]);
    ({ ca: anotherCa } = await makeCertificates());
  });
  afterAll(() => Promise.all([open?.remove(), secure?.remove()]));

  const withPassword = ({ url }: Redis, other: string) => url.replace(encodeURIComponent(password), other);
  const withoutPassword = ({ url }: Redis) => url.replace(/\/\/.*@/, "//");
  const secrets = [password, encodeURIComponent(password), "wr0ng"];

  describe.each([
    { setting: "JOBS_URL", service: "catalog", keys: "{projectionist-jobs}:*" },
    { setting: "JOBS_URL", service: "recommender", keys: "{projectionist-jobs}:*" },
    { setting: "SIGNAL_STATE_URL", service: "recommender", keys: "p:*" },
    { setting: "REDIS_URL", service: "gateway", keys: "rate-limit:*" },
  ])("$setting of $service", ({ setting, service, keys }) => {
    it.each<[string, () => Redis, () => Environment]>([
      ["a password", () => open, () => ({ [setting]: open.url })],
      [
        "a password in TLS, all of it in files",
        () => secure,
        () => withFiles({ [setting]: secure.url, REDIS_CA: secure.ca }, [setting, "REDIS_CA"]),
      ],
    ])("is used with %s", async (_, redis, environment) => {
      const { answer, code, errors } = await startService(service, environment(), async (url) => {
        await fetch(`${url}/v1/movies`);
        return redis().cli(`--scan --pattern '${keys}'`);
      });
      expect({ answer, code, errors }).toEqual({ answer: expect.stringMatching(/\S/), code: 0, errors: [] });
    });

    it.each<[string, RegExp, () => Environment]>([
      ["a wrong password", /user or password/, () => ({ [setting]: withPassword(open, "wr0ng") })],
      ["plaintext to a TLS port", /needs rediss:/, () => ({ [setting]: secure.url.replace("rediss:", "redis:") })],
      ["another authority", /REDIS_CA_FILE/, () => ({ [setting]: secure.url, REDIS_CA: anotherCa })],
      ["a port where nothing listens", /nothing listens there/, () => ({ [setting]: "redis://:wr0ng@127.0.0.1:1/0" })],
    ])("ends with the cure after %s", async (_, cure, environment) => {
      const attempt = await startService(service, environment());
      expectRefusal(attempt, cure, secrets);
      expect(attempt.errors[0]).toContain(setting);
    });
  });

  it.each<[string, RegExp, () => Environment]>([
    ["no password", /user or password/, () => ({ REDIS_URL: withoutPassword(open) })],
    ["a wrong password in TLS", /user or password/, () => ({ REDIS_URL: withPassword(secure, "wr0ng"), ...trust() })],
    ["TLS to a plaintext port", /use redis:/, () => ({ REDIS_URL: open.url.replace("redis:", "rediss:") })],
    ["no authority", /REDIS_CA_FILE/, () => ({ REDIS_URL: secure.url })],
    ["an authority that is no PEM", /REDIS_CA_FILE/, () => ({ REDIS_URL: secure.url, REDIS_CA: "wr0ng" })],
    ["a certificate of another host", /host in the URL/, () => ({ REDIS_URL: at("127.0.0.2"), ...trust() })],
    ["an unknown host", /the host is not known/, () => ({ REDIS_URL: "redis://:wr0ng@redis.invalid:6379/0" })],
    ["a URL that is none", /must look like redis:/, () => ({ REDIS_URL: "redis://:wr0ng@" })],
  ])("a gateway ends with the cure after %s", async (_, cure, environment) => {
    const attempt = await startService("gateway", environment());
    expectRefusal(attempt, cure, secrets);
    expect(attempt.errors[0]).toContain("REDIS_URL");
  });

  it("a gateway ends with the cure while Redis hangs", async () => {
    await open.freeze();
    try {
      expectRefusal(await startService("gateway", { REDIS_URL: open.url }), /REDIS_URL/, secrets);
    } finally {
      await open.thaw();
    }
  });

  const trust = () => ({ REDIS_CA: secure.ca });
  const at = (host: string) => secure.url.replace("127.0.0.1", host);
});
