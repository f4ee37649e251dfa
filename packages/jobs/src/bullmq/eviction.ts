import type { RedisClient } from "@projectionist/redis";

/** What an operator should know when Redis may throw jobs away under memory pressure; undefined when it does not. */
export async function evictionWarning(redis: RedisClient, place: string): Promise<string | undefined> {
  const [, policy] = /^maxmemory_policy:(\S+)/m.exec(await redis.info("memory")) ?? [];
  if (policy === undefined || policy === "noeviction") return undefined;
  return `${place}: its maxmemory-policy is ${policy}, which can throw jobs away: set it to noeviction`;
}
