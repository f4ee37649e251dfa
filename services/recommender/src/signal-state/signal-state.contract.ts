import { describe } from "vitest";
import { control } from "./contract/control.ts";
import { fences } from "./contract/fences.ts";
import { useFixture } from "./contract/fixture.ts";
import type { SignalStateContract } from "./contract/fixture.ts";
import { hostileIds } from "./contract/hostile-ids.ts";
import { keyspaces } from "./contract/keyspaces.ts";
import { leaders } from "./contract/leaders.ts";
import { ledgers } from "./contract/ledgers.ts";
import { neighbours } from "./contract/neighbours.ts";

export type { SignalStateContract } from "./contract/fixture.ts";

/** What every engine of the signal state must do. */
export function signalStateContract(contract: SignalStateContract): void {
  describe(`${contract.name} as a signal state`, () => {
    const fixture = useFixture(contract);
    fences(fixture);
    ledgers(fixture);
    neighbours(fixture);
    leaders(fixture);
    keyspaces(fixture);
    control(fixture);
    hostileIds(fixture);
  });
}
