export { connectRedis, type ConnectOptions, type RedisClient } from "./connect.ts";
export { parseRedisUrl, type RedisAddress, type RedisUse } from "./redis-address.ts";
