import { describe } from "vitest";
import { closing } from "./contract/closing.ts";
import { consumerGroup } from "./contract/consumer-group.ts";
import { useFixture } from "./contract/fixture.ts";
import type { EventLogContract } from "./contract/fixture.ts";
import { rebalancing } from "./contract/rebalancing.ts";
import { steering } from "./contract/steering.ts";
import { tailing } from "./contract/tailing.ts";
import { topicsAndAppend } from "./contract/topics-and-append.ts";

export type { EventLogContract } from "./contract/fixture.ts";

/** What every engine of the event log must do. */
export function eventLogContract(contract: EventLogContract): void {
  const { name, waitMs = 15_000, sessionTimeoutMs = 1000 } = contract;
  describe(`event log contract: ${name}`, { timeout: 4 * (waitMs + sessionTimeoutMs) }, () => {
    const fixture = useFixture(contract);
    topicsAndAppend(fixture);
    consumerGroup(fixture);
    steering(fixture);
    rebalancing(fixture);
    tailing(fixture);
    closing(fixture);
  });
}
