export { makeCertificates, type Certificates } from "./certificates.ts";
export { freePorts } from "./free-ports.ts";
export { startKafka, type Kafka } from "./kafka.ts";
export type { Machine } from "./machine.ts";
export { startMongo, type Mongo } from "./mongo.ts";
export { startRedis, startRedisCluster, type Redis, type RedisCluster, type RedisOptions } from "./redis.ts";
export type { RedisProcess } from "./redis-process.ts";
export { whyNoContainers } from "./no-containers.ts";
export { makeSmallDisk, type SmallDisk } from "./small-disk.ts";
