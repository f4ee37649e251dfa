import { once } from "node:events";
import { connect, createServer, type AddressInfo, type Server, type Socket } from "node:net";
import { createServer as createTlsServer } from "node:tls";
import type { Certificates } from "@projectionist/engines";
import { mongo } from "mongoose";

/** Another way to a server. */
export type Door = Readonly<{ port: number; close: () => Promise<void> }>;

const OP_MSG = 2013;
const HEADER = 16;
/** Behind the header, the flags and the kind of the section, the length of the document and the type of its first field. */
const COMMAND_NAME = HEADER + 4 + 1 + 4 + 1;
/** What MongoDB answers before it knows who asks. */
const UNGUARDED = new Set(["hello", "isMaster", "ismaster", "ping", "endSessions"]);

/** Speaks TLS, and plaintext to the server behind it. */
export function openTlsDoor(port: number, { cert, key }: Certificates): Promise<Door> {
  const server = createTlsServer({ cert, key }, (client) => join(client, connect(port, "127.0.0.1")));
  server.on("tlsClientError", () => {});
  return opened(server);
}

/** Refuses every password and every command that needs one, in MongoDB's words, and hands on the rest. */
export function openGuardedDoor(port: number): Promise<Door> {
  return opened(
    createServer((client) => {
      const behind = connect(port, "127.0.0.1");
      behind.pipe(client);
      let waiting: Buffer = Buffer.alloc(0);
      client.on("data", (chunk: Buffer) => {
        waiting = Buffer.concat([waiting, chunk]);
        while (waiting.length >= 4 && waiting.length >= waiting.readInt32LE(0)) {
          const message = waiting.subarray(0, waiting.readInt32LE(0));
          waiting = waiting.subarray(message.length);
          const refusal = refusalOf(message);
          if (refusal === undefined) behind.write(message);
          else client.write(refusal);
        }
      });
      closeTogether(client, behind);
    }),
  );
}

function refusalOf(message: Buffer): Buffer | undefined {
  if (message.readInt32LE(12) !== OP_MSG) return undefined;
  const command = message.toString("utf8", COMMAND_NAME, message.indexOf(0, COMMAND_NAME));
  if (UNGUARDED.has(command)) return undefined;
  const body = mongo.BSON.serialize(
    command === "saslStart"
      ? { ok: 0, errmsg: "Authentication failed.", code: 18, codeName: "AuthenticationFailed" }
      : { ok: 0, errmsg: `Command ${command} requires authentication`, code: 13, codeName: "Unauthorized" },
  );
  const head = Buffer.alloc(HEADER + 5);
  head.writeInt32LE(head.length + body.length, 0);
  head.writeInt32LE(message.readInt32LE(4), 8);
  head.writeInt32LE(OP_MSG, 12);
  return Buffer.concat([head, body]);
}

function join(client: Socket, server: Socket): void {
  client.pipe(server).pipe(client);
  closeTogether(client, server);
}

function closeTogether(...sockets: readonly Socket[]): void {
  const destroyAll = () => sockets.forEach((socket) => socket.destroy());
  for (const socket of sockets) socket.on("error", destroyAll).on("close", destroyAll);
}

async function opened(server: Server): Promise<Door> {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    port: (server.address() as AddressInfo).port,
    close: async () => void (await new Promise((resolve) => server.close(resolve))),
  };
}
