import { connectRedis, type RedisAddress, type RedisClient } from "@projectionist/redis";

export type Connections = Readonly<{
  /** For calls that answer somebody: fails at once while Redis is away. */
  commands: RedisClient;
  /** For workers: waits until Redis is back. */
  work: RedisClient;
}>;

/**
 * Two connections that are ready and are made anew whenever they are lost.
 * @throws {EngineOpenError}
 */
export async function connect(
  address: RedisAddress,
  options: Readonly<{ ca: string | undefined; onError: (error: Error) => void }>,
): Promise<Connections> {
  const commands = await connectRedis(address, options);
  try {
    return { commands, work: await connectRedis(address, { ...options, patient: true }) };
  } catch (error) {
    commands.disconnect();
    throw error;
  }
}
