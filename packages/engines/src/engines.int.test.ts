import { once } from "node:events";
import { connect } from "node:tls";
import { afterAll, expect, it } from "vitest";
import { startKafkaCluster } from "./kafka-cluster.ts";
import { startKafka } from "./kafka.ts";
import type { Machine } from "./machine.ts";
import { startMongo } from "./mongo.ts";
import { startRedis, startRedisCluster } from "./redis.ts";
import { describeWithEngines } from "./suite.ts";

describeWithEngines("engines in containers", () => {
  const started: Pick<Machine, "remove">[] = [];
  afterAll(() => Promise.all(started.map((machine) => machine.remove())));
  function removing<M extends Pick<Machine, "remove">>(machine: M): M {
    started.push(machine);
    return machine;
  }

  /** Whether its certificate is one of the authority's. */
  async function isTrusted(port: number, ca: string): Promise<boolean> {
    const socket = connect({ port, host: "localhost", ca });
    await once(socket, "secureConnect");
    socket.destroy();
    return socket.authorized;
  }

  it("Kafka keeps its topics over a kill and a stop, and shows its certificate", async () => {
    const kafka = removing(await startKafka());
    await kafka.tool("kafka-topics.sh --create --topic kept --partitions 1 --replication-factor 1");
    await kafka.kill();
    await kafka.start();
    expect(await kafka.tool("kafka-topics.sh --list")).toContain("kept");
    await kafka.stop();
    await kafka.start();
    await kafka.freeze();
    await kafka.thaw();
    expect(await kafka.tool("kafka-topics.sh --list")).toContain("kept");
    expect(await isTrusted(Number(new URL(kafka.tlsUrl).port), kafka.ca)).toBe(true);
  });

  it("a cluster of three brokers goes on without one of them", async () => {
    const cluster = removing(await startKafkaCluster());
    const [first, second] = cluster.brokers;
    const tool = (line: string) =>
      first!.run(`/opt/kafka/bin/kafka-topics.sh ${line} --bootstrap-server localhost:9094`);
    await tool("--create --topic kept --partitions 1");
    expect(await tool("--describe --topic kept")).toMatch(/ReplicationFactor: 3.*min.insync.replicas=2/);
    await second!.kill();
    expect(await tool("--list")).toContain("kept");
    await second!.start();
  });

  it("Redis keeps its keys over a kill and a stop", async () => {
    const redis = removing(await startRedis());
    await redis.cli("set kept 1");
    await redis.kill();
    await redis.start();
    await redis.stop();
    await expect(redis.cli("get kept")).rejects.toThrow("exit status");
    await redis.start();
    expect(await redis.cli("get kept")).toBe("1");
  });

  it("freezes an engine that writes to its disk without end", async () => {
    const redis = removing(await startRedis());
    await redis.run(
      "for i in 1 2 3 4; do (while :; do dd if=/dev/zero of=/tmp/$i bs=1M count=100 conv=fsync; done >/dev/null 2>&1 &); done",
    );
    for (let round = 0; round < 10; round++) {
      await redis.freeze();
      await redis.thaw();
    }
    expect(await redis.cli("ping")).toBe("PONG");
  });

  it("Redis asks for its password, in TLS", async () => {
    const redis = removing(await startRedis({ password: "it's secret", tls: true }));
    expect(await redis.cli("ping")).toBe("PONG");
    expect(await redis.run(`redis-cli -s ${redis.folder}/socket ping`)).toContain("NOAUTH");
    expect(await isTrusted(redis.port, redis.ca)).toBe(true);
  });

  it("a node of a Redis Cluster is killed and comes back", async () => {
    const cluster = removing(await startRedisCluster());
    const [node] = cluster.nodes;
    await node!.kill();
    await node!.start();
    expect(await node!.cli("cluster info")).toContain("cluster_known_nodes:3");
  });

  it("MongoDB comes back at its port", async () => {
    const mongo = removing(await startMongo());
    await mongo.stop();
    await mongo.start();
    expect(new URL(mongo.url("films")).port).toBe(String(mongo.port));
  });
});
