import { GenericContainer, Wait } from "testcontainers";
import { freePorts } from "./free-ports.ts";
import { machineOf, type Machine } from "./machine.ts";
import { untilAnswered } from "./until-answered.ts";

export type Mongo = Machine & Readonly<{ port: number; url: (database: string) => string }>;

/** What every server answers: OP_MSG with the document `{ hello: 1, $db: "admin" }`. */
const QUESTION = Buffer.from(
  ["34000000 01000000 00000000 dd070000 00000000 00", "1f000000", `10${hex("hello\0")}01000000`]
    .concat(`02${hex("$db\0")}06000000${hex("admin\0")}`, "00")
    .join("")
    .replaceAll(" ", ""),
  "hex",
);

/** Starts one server, without authentication. */
export async function startMongo(): Promise<Mongo> {
  const [port = 0] = await freePorts(1);
  const container = await new GenericContainer("mongo:7")
    .withExposedPorts({ container: 27_017, host: port })
    .withWaitStrategy(Wait.forLogMessage(/Waiting for connections/))
    .withStartupTimeout(150_000)
    .start();
  const machine = await machineOf(container, () => untilAnswered(port, QUESTION));
  return { ...machine, port, url: (database) => `mongodb://127.0.0.1:${port}/${database}` };
}

function hex(text: string): string {
  return Buffer.from(text).toString("hex");
}
