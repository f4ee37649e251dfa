import { once } from "node:events";
import { connect, createServer, type AddressInfo, type Socket } from "node:net";
import type { Random } from "@projectionist/simulation";

/** A way to a server on which some answers get lost. */
export interface CuttingProxy {
  readonly url: string;
  /** How many connections were reset in place of an answer. */
  cuts(): number;
  close(): Promise<void>;
}

/** Stands before an HTTP server; each answer is lost with probability `share`, and its connection reset. */
export async function startCuttingProxy(target: string, random: Random, share: number): Promise<CuttingProxy> {
  const { hostname, port } = new URL(target);
  const open = new Set<Socket>();
  let cuts = 0;
  const server = createServer((client) => {
    const upstream = connect(Number(port), hostname);
    for (const socket of [client, upstream]) {
      open.add(socket);
      socket.on("error", () => {});
      socket.on("close", () => open.delete(socket));
    }
    client.pipe(upstream);
    client.on("close", () => upstream.end());
    upstream.on("close", () => client.end());
    upstream.on("data", (answer) => {
      if (client.destroyed) return;
      if (!random.chance(share)) return void client.write(answer);
      cuts++;
      client.resetAndDestroy();
    });
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    cuts: () => cuts,
    async close() {
      for (const socket of open) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
