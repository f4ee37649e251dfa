import type { EventLog, GroupConsumer } from "@projectionist/bus";
import {
  recordOf,
  type ConsumerGroup,
  type UserErased,
  type UserRegistered,
  type ViewerErased,
} from "@projectionist/contracts";
import {
  consumeEvents,
  followUpHeadersOf,
  originFieldsOf,
  type Logger,
  type Metrics,
} from "@projectionist/service-kit";

export const USERS_GROUP: ConsumerGroup = "activity.users";

/**
 * Answers every erased account with ViewerErased under the viewer's key, so that projections of signals need no other
 * topic. The event id stays the same: it names the receipt, and an account's erasure that is delivered again is known by it.
 */
export async function startViewerErasure(log: EventLog, logger: Logger, metrics: Metrics): Promise<GroupConsumer> {
  return consumeEvents<UserErased | UserRegistered>({
    log,
    logger,
    metrics,
    group: USERS_GROUP,
    topic: "auth.users",
    onEvents: async (batch) => {
      const erasures = batch.events.flatMap(({ event, headers }) =>
        event.type === "UserErased" ? [{ event: viewerErased(event), headers }] : [],
      );
      await log.append(erasures.map(({ event, headers }) => recordOf(event, followUpHeadersOf(headers))));
      for (const { headers } of erasures) {
        logger.info(originFieldsOf(headers), "an account was erased: its signals are erased too");
      }
      await batch.commit();
    },
  });
}

function viewerErased({ eventId, userId, occurredAt }: UserErased): ViewerErased {
  return { type: "ViewerErased", eventId, userId, occurredAt };
}
