import { describe } from "vitest";
import { whyNoContainers } from "./no-containers.ts";

const reason = await reasonToSkip();

/**
 * `describe` for tests that need engines in containers: where there is no container engine they are skipped, and the title says
 * why. Where REQUIRE_ENGINES is set, importing this throws instead: a skip would pass for a success.
 */
export function describeWithEngines(title: string, body: () => void): void {
  describe.skipIf(reason)(reason === undefined ? title : `${title} (skipped: ${reason})`, body);
}

async function reasonToSkip(): Promise<string | undefined> {
  const reason = await whyNoContainers();
  // oxlint-disable-next-line no-process-env
  if (reason !== undefined && process.env["REQUIRE_ENGINES"])
    throw new Error(`REQUIRE_ENGINES is set, but there is ${reason}`);
  return reason;
}
