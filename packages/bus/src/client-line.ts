/** A line of the log of an engine's client. */
export type ClientLine = Readonly<{
  level: "debug" | "warn";
  message: string;
  fields: Readonly<Record<string, unknown>>;
}>;
