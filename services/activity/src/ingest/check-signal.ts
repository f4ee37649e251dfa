import { randomUUIDv7 } from "node:crypto";
import {
  EVENT_ID_PATTERN,
  SignalInputSchema,
  postedSignalTypes,
  signalEffects,
  type FieldFault,
  type SignalInput,
  type SignalType,
} from "@projectionist/contracts";
import type { Principal } from "@projectionist/service-kit";
import { Compile } from "typebox/compile";

export type CheckedSignal = Readonly<{
  eventId: string;
  /** Whether the client chose the event id: only then can it have been recorded before. */
  ownId: boolean;
  userId: string;
  type: SignalType;
  movieId: string;
  value: number | null;
  occurredAt: number;
  recommendationId: string | null;
}>;

/** A signal that may be recorded, or what is wrong with it: `path` is a JSON pointer into the item. */
export type CheckOutcome = Readonly<{ signal: CheckedSignal }> | Readonly<{ eventId: string; fault: FieldFault }>;

const EARLIEST_MS = Date.parse("1990-01-01T00:00:00Z");
const MAX_AHEAD_MS = 5 * 60_000;
const EVENT_ID = new RegExp(EVENT_ID_PATTERN, "u");

const shape = Compile(SignalInputSchema);

const cures: Readonly<Record<string, string>> = {
  "": "must be an object: {type, movieId, …}",
  "/eventId": "must be 1 to 64 letters, digits or . _ : -, other than . and .. alone (or leave it out: one is made)",
  "/userId": "must be a viewer's id",
  "/type": `must be one of ${postedSignalTypes.join(", ")}`,
  "/movieId": "must be a film's id, as GET /v1/movies gives it",
  "/value": "must be a number",
  "/occurredAt": "must be an ISO 8601 time with a time zone, such as 2026-11-21T12:00:00Z",
  "/recommendationId": "must be the recommendationId of a reply",
};

/**
 * Checks one signal as a client sent it, against its schema and the table of what each signal takes. Whether the film is
 * known is not asked here. `now` is in milliseconds since 1970.
 */
export function checkSignal(item: unknown, principal: Principal, now: number): CheckOutcome {
  if (!shape.Check(item)) return rejected(item, shapeFault(item));
  const fault = viewerFault(item, principal) ?? valueFault(item) ?? timeFault(item, now);
  if (fault) return rejected(item, fault);
  const { eventId, type, movieId, recommendationId } = item;
  return {
    signal: {
      eventId: eventId ?? randomUUIDv7(),
      ownId: eventId !== undefined,
      userId: item.userId ?? principal.id,
      type,
      movieId,
      value: item.value ?? signalEffects[type].value?.default ?? null,
      occurredAt: item.occurredAt === undefined ? now : Date.parse(item.occurredAt),
      recommendationId: recommendationId ?? null,
    },
  };
}

function rejected(item: unknown, fault: FieldFault): CheckOutcome {
  const eventId = typeof item === "object" && item !== null && "eventId" in item ? item.eventId : undefined;
  const sound = typeof eventId === "string" && EVENT_ID.test(eventId);
  return { eventId: sound ? eventId : randomUUIDv7(), fault };
}

function shapeFault(item: unknown): FieldFault {
  const [first] = shape.Errors(item);
  const path = first?.instancePath ?? "";
  if (first?.keyword === "required") {
    const [name = ""] = first.params.requiredProperties;
    return { path: `${path}/${name}`, message: "required: add it" };
  }
  const cure = cures[path];
  return cure === undefined
    ? { path: path.slice(0, 100), message: "unknown field: remove it" }
    : { path, message: cure };
}

function viewerFault({ userId }: SignalInput, principal: Principal): FieldFault | undefined {
  if (principal.kind === "user" && userId !== undefined)
    return { path: "/userId", message: "only service keys name the viewer: leave it out, the signal is yours" };
  if (principal.kind === "service" && userId === undefined)
    return { path: "/userId", message: "required with a service key: add the viewer's id" };
  return undefined;
}

function valueFault({ type, value }: SignalInput): FieldFault | undefined {
  const range = signalEffects[type].value;
  const path = "/value";
  if (!range)
    return value === undefined ? undefined : { path, message: `a signal of type ${type} takes no value: remove it` };
  const { minimum, maximum, step, required } = range;
  const wanted = `a number from ${minimum} to ${maximum}${step === undefined ? "" : ` in steps of ${step}`}`;
  if (value === undefined) return required ? { path, message: `required: add ${wanted}` } : undefined;
  const fits = value >= minimum && value <= maximum && (step === undefined || Number.isInteger(value / step));
  return fits ? undefined : { path, message: `must be ${wanted}` };
}

function timeFault({ occurredAt }: SignalInput, now: number): FieldFault | undefined {
  if (occurredAt === undefined) return undefined;
  const time = Date.parse(occurredAt);
  const path = "/occurredAt";
  if (Number.isNaN(time)) return { path, message: cures[path] ?? "" };
  if (time < EARLIEST_MS) return { path, message: "must not be before 1990-01-01T00:00:00Z" };
  if (time > now + MAX_AHEAD_MS)
    return { path, message: "must not be more than 5 minutes ahead of our clock: correct it, or leave it out" };
  return undefined;
}
