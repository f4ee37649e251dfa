import type { EventLog } from "@projectionist/bus";
import type { Positions } from "@projectionist/contracts";
import { findStuck, watchGroups } from "@projectionist/service-kit";
import { USERS_GROUP } from "./background/erase-viewers.ts";
import type { Progress } from "./projection/progress.ts";
import { PROJECTIONS_GROUP } from "./projection/projector.ts";

/** How far activity's groups have come: the projections as their documents say. */
export function startPositions(log: EventLog, progress: Pick<Progress, "read">) {
  const watch = watchGroups({
    log,
    service: "activity",
    groups: [
      {
        group: PROJECTIONS_GROUP,
        reached: async () => (await progress.read()).map((next) => ({ next, fences: null })),
      },
      { group: USERS_GROUP },
    ],
  });
  return {
    async look(): Promise<Positions> {
      const groups = await watch.look();
      return { groups, findings: findStuck(groups) };
    },
    stop: () => watch.stop(),
  };
}
