import { getContainerRuntimeClient } from "testcontainers";

/**
 * Why suites that need a container must be skipped here; undefined where they can run.
 *
 * @throws {Error} instead, where REQUIRE_ENGINES is set: a skip would then pass for a success.
 */
export async function reasonToSkip(): Promise<string | undefined> {
  try {
    await getContainerRuntimeClient();
    return undefined;
  } catch (error) {
    const reason = `no container engine: ${error instanceof Error ? error.message : String(error)}`;
    if (process.env["REQUIRE_ENGINES"])
      throw new Error(`REQUIRE_ENGINES is set, but there is ${reason}`, { cause: error });
    return reason;
  }
}
