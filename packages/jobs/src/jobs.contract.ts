import { describe, expect, it } from "vitest";
import { cancelling } from "./contract/cancelling.ts";
import { closing } from "./contract/closing.ts";
import { enqueuing } from "./contract/enqueuing.ts";
import { useFixture, type JobsContract } from "./contract/fixture.ts";
import { retrying } from "./contract/retrying.ts";
import { scheduling } from "./contract/scheduling.ts";

export type { JobsContract } from "./contract/fixture.ts";

/** What every adapter of `Jobs` must do. Call it at the top of the adapter's test file. */
export function jobsContract(contract: JobsContract): void {
  describe(`${contract.name}: Jobs`, { timeout: 60_000 }, () => {
    const fixture = useFixture(contract);
    it("says what it can do", () => expect(fixture.jobs.capabilities).toEqual(contract.capabilities));
    enqueuing(fixture);
    retrying(fixture);
    cancelling(fixture);
    scheduling(fixture);
    closing(fixture);
  });
}
