import { EngineOpenError } from "@projectionist/bus";

export type RedisServer = Readonly<{
  /** For messages: the address without credentials, and the setting that it comes from. */
  name: string;
  isCluster: boolean;
  tls: boolean;
  hosts: readonly Readonly<{ host: string; port: number }>[];
  credentials: Readonly<{ username?: string; password?: string }>;
  database: number;
}>;

const FORM =
  "it must look like redis://user:password@host:6379/0, rediss:// for TLS, " +
  "or redis-cluster://host:6379,host:6379 (rediss-cluster:// for TLS), with special characters of the password %-encoded";
const shape = /^(rediss?)(-cluster)?:\/\/(?:(?<credentials>[^/]*)@)?(?<hosts>[^/@]+)(?:\/(?<database>\d*))?$/;

/** @throws {EngineOpenError} which says how such URLs look, and never tells the password. */
export function parseRedisUrl(url: string): RedisServer {
  const match = shape.exec(url);
  if (match === null)
    throw new EngineOpenError(`the URL of the signal state (SIGNAL_STATE_URL) is not usable: ${FORM}`);
  const { credentials, hosts = "", database } = match.groups!;
  const isCluster = match[2] !== undefined;
  const addresses = hosts.split(",").map(parseHost);
  const name = `the signal state at ${match[1]}${match[2] ?? ""}://${hosts} (SIGNAL_STATE_URL)`;
  if (addresses.length > 1 && !isCluster)
    throw new EngineOpenError(`${name} has several hosts: for a cluster the URL begins with redis-cluster://`);
  if (isCluster && Number(database ?? 0) !== 0)
    throw new EngineOpenError(`${name} names database ${database}: a cluster has only database 0`);
  return {
    name,
    isCluster,
    tls: match[1] === "rediss",
    hosts: addresses,
    credentials: parseCredentials(credentials ?? ""),
    database: Number(database ?? 0),
  };
}

function parseHost(text: string): { host: string; port: number } {
  const match = /^(?:\[(?<v6>[\da-fA-F:.]+)\]|(?<plain>[^:[\]]+))(?::(?<port>\d+))?$/.exec(text);
  const host = match?.groups!["v6"] ?? match?.groups!["plain"];
  const port = Number(match?.groups!["port"] ?? 6379);
  if (host === undefined || port < 1 || port > 65_535)
    throw new EngineOpenError(`the URL of the signal state (SIGNAL_STATE_URL) has no usable host and port: ${FORM}`);
  return { host, port };
}

function parseCredentials(text: string): { username?: string; password?: string } {
  const [username = "", ...rest] = text.split(":");
  const password = rest.join(":");
  try {
    return {
      ...(username !== "" && { username: decodeURIComponent(username) }),
      ...(password !== "" && { password: decodeURIComponent(password) }),
    };
  } catch {
    throw new EngineOpenError(
      `the user or password in the URL of the signal state (SIGNAL_STATE_URL) is not %-encoded: ${FORM}`,
    );
  }
}
