import { getContainerRuntimeClient } from "testcontainers";
import { describe } from "vitest";

const reason = await reasonToSkip();

/**
 * `describe` for tests that need engines in containers: where there is no container engine they are skipped, and the title says
 * why. Where REQUIRE_ENGINES is set, importing this throws instead: a skip would pass for a success.
 */
export function describeWithEngines(title: string, body: () => void): void {
  describe.skipIf(reason)(reason === undefined ? title : `${title} (skipped: ${reason})`, body);
}

async function reasonToSkip(): Promise<string | undefined> {
  try {
    await getContainerRuntimeClient();
    return undefined;
  } catch (error) {
    const reason = `no container engine: ${(error as Error).message}`;
    // oxlint-disable-next-line no-process-env
    if (process.env["REQUIRE_ENGINES"])
      throw new Error(`REQUIRE_ENGINES is set, but there is ${reason}`, { cause: error });
    return reason;
  }
}
