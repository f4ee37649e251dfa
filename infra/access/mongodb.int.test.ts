import { makeCertificates, startMongo, type Certificates, type Mongo } from "@projectionist/engines";
import { describeWithEngines } from "@projectionist/engines/suite";
import { afterAll, beforeAll, expect, it } from "vitest";
import { expectRefusal } from "./expect-refusal.ts";
import { openGuardedDoor, openTlsDoor, type Door } from "./mongo-doors.ts";
import { withFiles } from "./setting-files.ts";
import { startService } from "./start-service.ts";

type Environment = Record<string, string>;

/** TLS and passwords are asked for in front of the server: what stands for MongoDB on a machine without it has neither. */
describeWithEngines("a service that is let into MongoDB, or not", () => {
  let mongo: Mongo;
  let certificates: Certificates;
  let another: Certificates;
  let tls: Door;
  let guarded: Door;
  beforeAll(async () => {
    mongo = await startMongo();
    certificates = await makeCertificates();
    another = await makeCertificates();
    tls = await openTlsDoor(mongo.port, certificates);
    guarded = await openGuardedDoor(mongo.port);
  });
  afterAll(async () => {
    await tls?.close();
    await guarded?.close();
    await mongo?.remove();
  });

  const at = ({ port }: { port: number }, login = "") => `mongodb://${login}127.0.0.1:${port}/auth`;
  const secure = () => ({ DOCUMENTS_URL: at(tls), DOCUMENTS_CA: certificates.ca });

  it.each<[string, () => Environment]>([
    ["in plaintext", () => ({ DOCUMENTS_URL: at(mongo) })],
    ["in TLS, its authority in a file", () => withFiles(secure(), ["DOCUMENTS_URL", "DOCUMENTS_CA"])],
    ["in TLS, its authority named by the URL", () => withAuthorityInUrl()],
  ])("is ready %s", async (_, environment) => {
    const { answer, code, errors } = await startService("auth", environment(), logIn);
    expect({ answer, code, errors }).toEqual({ answer: 200, code: 0, errors: [] });
  });

  it.each<[string, RegExp, () => Environment]>([
    ["a wrong password", /the password/, () => ({ DOCUMENTS_URL: at(guarded, "ann:wr0ng@") })],
    ["no password", /the password/, () => ({ DOCUMENTS_URL: at(guarded) })],
    ["plaintext to a TLS port", /wants tls=true/, () => ({ DOCUMENTS_URL: at(tls) })],
    ["TLS to a plaintext port", /check tls/, () => ({ DOCUMENTS_URL: `${at(mongo, "ann:wr0ng@")}?tls=true` })],
    ["an authority for a plaintext port", /check tls/, () => ({ ...secure(), DOCUMENTS_URL: at(mongo) })],
    ["another authority", /DOCUMENTS_CA_FILE/, () => ({ ...secure(), DOCUMENTS_CA: another.ca })],
    ["no authority", /DOCUMENTS_CA_FILE/, () => ({ DOCUMENTS_URL: `${at(tls)}?tls=true` })],
    ["an authority that is no PEM", /DOCUMENTS_CA_FILE/, () => ({ ...secure(), DOCUMENTS_CA: "wr0ng" })],
    ["a port where nothing listens", /runs at that host/, () => ({ DOCUMENTS_URL: at({ port: 1 }, "ann:wr0ng@") })],
    ["an unknown host", /runs at that host/, () => ({ DOCUMENTS_URL: "mongodb://ann:wr0ng@mongo.invalid/auth" })],
  ])("ends with the cure after %s", async (_, cure, environment) => {
    const attempt = await startService("auth", environment());
    expectRefusal(attempt, cure, ["wr0ng"]);
    expect(attempt.errors[0]).toContain("DOCUMENTS_URL");
  });

  it("ends with the cure while the server hangs", async () => {
    await mongo.freeze();
    try {
      expectRefusal(await startService("auth", { DOCUMENTS_URL: at(mongo) }), /DOCUMENTS_URL/, []);
    } finally {
      await mongo.thaw();
    }
  });

  function withAuthorityInUrl(): Environment {
    const { CA_FILE: file = "" } = withFiles({ CA: certificates.ca }, ["CA"]);
    return { DOCUMENTS_URL: `${at(tls)}?tls=true&tlsCAFile=${encodeURIComponent(file)}` };
  }
});

/** Answers the status: it takes the documents, where the demo viewer is. */
async function logIn(url: string): Promise<number> {
  const body = JSON.stringify({ email: "alice@example.com", password: "projectionist" });
  const headers = { "content-type": "application/json" };
  return (await fetch(`${url}/v1/auth/login`, { method: "POST", headers, body })).status;
}
