import { once } from "node:events";
import { createServer, type AddressInfo, type Socket } from "node:net";
import { mongo } from "mongoose";

/** A server that speaks as much of MongoDB's wire protocol as opening and reading empty collections takes. */
export type BareServer = Readonly<{
  url: string;
  /** Called with the name of each command, before it is answered. */
  hook: { onCommand?: (name: string) => void };
  /** Ends every connection at once, in the order in which they were made: that of the client's monitor first. */
  endConnections: () => void;
  close: () => Promise<void>;
}>;

const { deserialize, serialize } = mongo.BSON;
const OP_REPLY = 1;
const OP_MSG = 2013;
const HEADER_BYTES = 16;
const NAMESPACE_NOT_FOUND = { ok: 0, code: 26, codeName: "NamespaceNotFound", errmsg: "there is none" };
const NOTHING = { ok: 1, cursor: { id: mongo.Long.ZERO, ns: "films.films", firstBatch: [] } };
const HELLO = { ok: 1, helloOk: true, isWritablePrimary: true, minWireVersion: 0, maxWireVersion: 13 };

const answers: Readonly<Record<string, object>> = {
  hello: HELLO,
  ismaster: HELLO,
  listIndexes: NAMESPACE_NOT_FOUND,
  listCollections: NOTHING,
  find: NOTHING,
};

export async function startBareServer(): Promise<BareServer> {
  const sockets = new Set<Socket>();
  const hook: BareServer["hook"] = {};
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket)).on("error", () => {});
    let read = Buffer.alloc(0);
    socket.on("data", (chunk: Buffer) => {
      read = Buffer.concat([read, chunk]);
      while (read.length >= 4 && read.length >= read.readInt32LE()) {
        const message = read.subarray(0, read.readInt32LE());
        read = read.subarray(message.length);
        const [name = ""] = Object.keys(commandOf(message));
        hook.onCommand?.(name);
        if (!socket.destroyed) socket.write(replyTo(message, answers[name] ?? { ok: 1 }));
      }
    });
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const endConnections = () => [...sockets].forEach((socket) => socket.destroy());
  return {
    url: `mongodb://127.0.0.1:${(server.address() as AddressInfo).port}/films`,
    hook,
    endConnections,
    close: async () => {
      endConnections();
      server.close();
      await once(server, "close");
    },
  };
}

/** The handshake comes as a query, behind its collection's name and two numbers; all else as a message's first section. */
function commandOf(message: Buffer): object {
  const flags = HEADER_BYTES + 4;
  return deserialize(message.subarray(isMessage(message) ? flags + 1 : message.indexOf(0, flags) + 9));
}

function replyTo(message: Buffer, answer: object): Buffer {
  const document = serialize(answer);
  const before = Buffer.alloc(isMessage(message) ? 5 : 20);
  if (!isMessage(message)) before.writeInt32LE(1, 16);
  const header = Buffer.alloc(HEADER_BYTES);
  header.writeInt32LE(HEADER_BYTES + before.length + document.length, 0);
  header.writeInt32LE(message.readInt32LE(4), 8);
  header.writeInt32LE(isMessage(message) ? OP_MSG : OP_REPLY, 12);
  return Buffer.concat([header, before, document]);
}

function isMessage(message: Buffer): boolean {
  return message.readInt32LE(12) === OP_MSG;
}
