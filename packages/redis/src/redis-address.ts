import { EngineOpenError } from "@projectionist/contracts";

/** What a Redis is for, such as `the jobs`, and the setting that its URL comes from, such as `JOBS_URL`: for messages. */
export type RedisUse = Readonly<{ what: string; setting: string }>;

export type RedisAddress = Readonly<{
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
export function parseRedisUrl(url: string, { what, setting }: RedisUse): RedisAddress {
  const source = `the URL of ${what} (${setting})`;
  const match = shape.exec(url);
  if (match === null) throw new EngineOpenError(`${source} is not usable: ${FORM}`);
  const { credentials, hosts = "", database } = match.groups!;
  const isCluster = match[2] !== undefined;
  const addresses = hosts.split(",").map((host) => parseHost(host, source));
  const name = `${what} at ${match[1]}${match[2] ?? ""}://${hosts} (${setting})`;
  if (addresses.length > 1 && !isCluster)
    throw new EngineOpenError(`${name} has several hosts: for a cluster the URL begins with redis-cluster://`);
  if (isCluster && Number(database ?? 0) !== 0)
    throw new EngineOpenError(`${name} names database ${database}: a cluster has only database 0`);
  return {
    name,
    isCluster,
    tls: match[1] === "rediss",
    hosts: addresses,
    credentials: parseCredentials(credentials ?? "", source),
    database: Number(database ?? 0),
  };
}

function parseHost(text: string, source: string): { host: string; port: number } {
  const match = /^(?:\[(?<v6>[\da-fA-F:.]+)\]|(?<plain>[^:[\]]+))(?::(?<port>\d+))?$/.exec(text);
  const host = match?.groups!["v6"] ?? match?.groups!["plain"];
  const port = Number(match?.groups!["port"] ?? 6379);
  if (host === undefined || port < 1 || port > 65_535)
    throw new EngineOpenError(`${source} has no usable host and port: ${FORM}`);
  return { host, port };
}

function parseCredentials(text: string, source: string): { username?: string; password?: string } {
  const [username = "", ...rest] = text.split(":");
  const password = rest.join(":");
  try {
    return {
      ...(username !== "" && { username: decodeURIComponent(username) }),
      ...(password !== "" && { password: decodeURIComponent(password) }),
    };
  } catch {
    throw new EngineOpenError(`the user or password in ${source} is not %-encoded: ${FORM}`);
  }
}
