import type { EventLog, GroupConsumer } from "@projectionist/bus";
import type { UserErased, UserRegistered, ViewerErased } from "@projectionist/contracts";
import { consumeEvents, publish, type Logger, type Metrics } from "@projectionist/service-kit";
import { derivedId } from "../commands/derived-id.ts";

/**
 * Answers every erased account with ViewerErased under the viewer's key, so that projections of signals need no other
 * topic. An account's erasure that is delivered again gives the same event id, which counts once.
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
  return { type: "ViewerErased", eventId: derivedId("erased", eventId), userId, occurredAt };
}
