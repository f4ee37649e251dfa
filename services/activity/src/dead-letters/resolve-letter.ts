import { AppendError, type EventLog, type NewRecord, type RecordPosition } from "@projectionist/bus";
import {
  REPLAY_HEADER,
  UndecodableEventError,
  decodeEvent,
  deadLetterTopicOf,
  resolutionHeaders,
  type DomainEvent,
} from "@projectionist/contracts";
import { ProblemError, type Logger } from "@projectionist/service-kit";
import { placeOf, type DeadLetter, type Resolution } from "./letters.ts";

/** Resolves letters; `by` is who has it done. Each answers the resolution that the log holds then. */
export type ResolveLetter = Readonly<{
  /**
   * Appends the record once more, under its key, then notes it. A crash in between leaves the letter open: replaying it
   * again is harmless, for event ids count once.
   */
  replay(letter: DeadLetter, by: string): Promise<Resolution>;
  drop(letter: DeadLetter, by: string): Promise<Resolution>;
}>;

/** @throws {ProblemError} (the functions) `unavailable` or `outcome-unknown` when the log does not take it */
export function createResolveLetter(log: EventLog, logger: Logger, now: () => number): ResolveLetter {
  async function append(record: NewRecord): Promise<RecordPosition> {
    try {
      const [position] = await log.append([record]);
      return position!;
    } catch (error) {
      if (!(error instanceof AppendError)) throw error;
      const detail = "Do it again: of a letter that was replayed twice each event counts once.";
      if (error.outcome === "refused") throw new ProblemError("unavailable", {}, { cause: error });
      throw new ProblemError("outcome-unknown", { detail }, { cause: error });
    }
  }

  async function note(letter: DeadLetter, resolution: Omit<Resolution, "at">): Promise<Resolution> {
    const { topic, partition, offset, key } = letter;
    const { kind, by, replayedTo } = resolution;
    const headers = {
      [resolutionHeaders.resolves]: placeOf(letter),
      [resolutionHeaders.resolution]: kind,
      ...(by === null ? {} : { [resolutionHeaders.by]: by }),
      ...(replayedTo === null ? {} : { [resolutionHeaders.replayedTo]: replayedTo }),
    };
    await append({ topic: deadLetterTopicOf(topic), key, value: new Uint8Array(0), headers });
    logger.info({ topic, partition, offset, by, replayedTo }, `a dead letter was ${kind}`);
    return { ...resolution, at: now() };
  }

  return {
    async replay(letter, by) {
      const { topic, partition, offset, key, value } = letter;
      const headers = { ...letter.headers, [REPLAY_HEADER]: `${topic}/${partition}/${offset}` };
      const position = await append({ topic, key, value, headers });
      return note(letter, { kind: "replayed", by, replayedTo: placeOf(position) });
    },
    drop: (letter, by) => note(letter, { kind: "dropped", by, replayedTo: null }),
  };
}

/** What the version that runs makes of a letter: the event, or why it is none. */
export function readLetter({
  topic,
  value,
}: DeadLetter): Readonly<{ event: DomainEvent | null; reason: string | null }> {
  try {
    return { event: decodeEvent(value, topic), reason: null };
  } catch (error) {
    if (!(error instanceof UndecodableEventError)) throw error;
    return { event: null, reason: error.message };
  }
}
