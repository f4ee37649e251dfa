import { randomBytes } from "node:crypto";

/**
 * A place in a distributed trace (W3C Trace Context, level 1): one hop of one operation. `flags` say whether its spans are
 * recorded, `state` is what tracing systems hand on to themselves.
 */
export type TraceContext = Readonly<{ traceId: string; spanId: string; flags: string; state?: string }>;

const TRACEPARENT = /^([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?$/;
const TRACESTATE = /^[\x20-\x7e\t]{1,512}$/;
const ZEROS = /^0+$/;

/** The place that the two headers name; undefined when `traceparent` is not valid, whatever `tracestate` says then. */
export function parseTraceContext(traceparent: unknown, tracestate?: unknown): TraceContext | undefined {
  const parts = typeof traceparent === "string" ? TRACEPARENT.exec(traceparent) : null;
  if (!parts) return undefined;
  const [, version, traceId = "", spanId = "", flags = "", more] = parts;
  if (version === "ff" || (version === "00" && more !== undefined)) return undefined;
  if (ZEROS.test(traceId) || ZEROS.test(spanId)) return undefined;
  const state = typeof tracestate === "string" && TRACESTATE.test(tracestate) ? { state: tracestate } : {};
  return { traceId, spanId, flags, ...state };
}

/** The next hop: a span of its own in the parent's trace, or in a new one that nobody records. */
export function nextHop(parent: TraceContext | undefined): TraceContext {
  const spanId = randomBytes(8).toString("hex");
  return parent ? { ...parent, spanId } : { traceId: randomBytes(16).toString("hex"), spanId, flags: "00" };
}

/** The headers that name the place, of a request or of a record. */
export function traceHeadersOf({ traceId, spanId, flags, state }: TraceContext): Record<string, string> {
  return { traceparent: `00-${traceId}-${spanId}-${flags}`, ...(state ? { tracestate: state } : {}) };
}
