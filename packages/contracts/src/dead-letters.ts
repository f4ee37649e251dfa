/** Headers that tell of a dead letter where it comes from; beside them stand those of the record itself. */
export const deadLetterHeaders = {
  topic: "source-topic",
  partition: "source-partition",
  offset: "source-offset",
  /** The consumer group that could not read it. */
  group: "group",
  error: "error",
  /** Empty where the record names none. */
  schemaId: "schema-id",
} as const;

/**
 * Headers of a record in a dead-letter topic that is no letter itself: it says what became of one, for the log forgets
 * nothing.
 */
export const resolutionHeaders = {
  /** `<partition>/<offset>` of the source record. */
  resolves: "resolves",
  resolution: "resolution",
  /** Who had it done. */
  by: "resolved-by",
  /** `<partition>/<offset>` of the copy in the source topic. */
  replayedTo: "replayed-to",
} as const;

/** On a record that was appended once more: `<topic>/<partition>/<offset>` of the one it is a copy of. */
export const REPLAY_HEADER = "x-replay";

export const deadLetterResolutions = ["replayed", "dropped"] as const;
export type DeadLetterResolution = (typeof deadLetterResolutions)[number];
