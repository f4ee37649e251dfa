import type { EventLog, GroupConsumer } from "@projectionist/bus";
import type { UserErased, UserRegistered, ViewerErased } from "@projectionist/contracts";
import { consumeEvents, publish, type Logger, type Metrics } from "@projectionist/service-kit";

/**
 * Answers every erased account with ViewerErased under the viewer's key, so that projections of signals need no other
 * topic. The event id stays the same: it names the receipt, and an account's erasure that is delivered again is known by it.
 */
export async function startViewerErasure(log: EventLog, logger: Logger, metrics: Metrics): Promise<GroupConsumer> {
  return consumeEvents<UserErased | UserRegistered>({
    log,
    logger,
    metrics,
    group: "activity.users",
    topic: "auth.users",
    onEvents: async (batch) => {
      const erasures = batch.events.flatMap(({ event }) => (event.type === "UserErased" ? [viewerErased(event)] : []));
      if (erasures.length > 0) await publish(log, erasures);
      await batch.commit();
    },
  });
}

function viewerErased({ eventId, userId, occurredAt }: UserErased): ViewerErased {
  return { type: "ViewerErased", eventId, userId, occurredAt };
}
