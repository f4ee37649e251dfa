import type { LogRecord } from "@projectionist/bus";
import { UndecodableEventError, decodeEvent, type SignalEvent } from "@projectionist/contracts";
import type { LoggedSignal } from "../projector/project-events.ts";

/** The records' events. What is none was put aside by the projectors, and amounts to nothing. */
export function signalsOf(records: readonly LogRecord[]): LoggedSignal[] {
  return records.flatMap(({ topic, value, offset, appendedAt }) => {
    try {
      return [{ event: decodeEvent(value, topic) as SignalEvent, offset, appendedAt }];
    } catch (error) {
      if (error instanceof UndecodableEventError) return [];
      throw error;
    }
  });
}
