import { expect, it } from "vitest";
import { compose, containersOf, inspect, type Container } from "./testing/compose.ts";

const services = ["gateway", "auth", "catalog", "activity", "recommender"];

async function only(service: string): Promise<Container> {
  const [container = ""] = await containersOf(service);
  return inspect(container);
}

it.each(services)("%s is healthy, bounded, and may do nothing but its work", async (service) => {
  const { State, Config, HostConfig } = await only(service);
  expect(State).toMatchObject({ OOMKilled: false, Health: { Status: "healthy" } });
  expect(Config.User).toBe("node");
  expect(HostConfig).toMatchObject({ ReadonlyRootfs: true, CapDrop: ["ALL"] });
  expect(HostConfig.SecurityOpt).toContain("no-new-privileges:true");
  expect(HostConfig.Memory).toBeGreaterThan(0);
});

it("has the gateway alone among the services on a port of this machine, and nothing on other addresses", async () => {
  for (const service of [...services, "kafka", "redis", "mongo"]) {
    const { HostConfig } = await only(service);
    const published = Object.values(HostConfig.PortBindings);
    if (services.includes(service)) expect(published.length, service).toBe(service === "gateway" ? 1 : 0);
    for (const { HostIp } of published.flat()) expect(HostIp, service).toBe("127.0.0.1");
  }
});

it("keeps what TMDB answered where the catalog may write, and nothing else of it", async () => {
  const write = (file: string) => `require("fs").writeFileSync("${file}", "")`;
  await compose("exec", "-T", "catalog", "node", "-e", write("/var/lib/projectionist/written"));
  await expect(compose("exec", "-T", "catalog", "node", "-e", write("/app/written"))).rejects.toThrow("EROFS");
});

it.each(services)("%s ends with 0 when it is told to stop, within its grace", async (service) => {
  const [container = ""] = await containersOf(service);
  await compose("stop", service);
  expect((await inspect(container)).State.ExitCode).toBe(0);
  await compose("up", "--detach", "--wait", "--no-deps", "--no-recreate", service);
});
