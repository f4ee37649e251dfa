import type { IncomingHttpHeaders, IncomingMessage } from "node:http";
import { isRequestId } from "../http/request-id.ts";
import { nextHop, parseTraceContext, traceHeadersOf, type TraceContext } from "./trace-context.ts";

/** The request that something comes from, and the hop that this process is in its trace. */
export type Origin = Readonly<{ requestId: string; trace: TraceContext }>;

/** What a log line says of where it comes from. */
export type OriginFields = Readonly<{ requestId?: string; traceId?: string }>;

/** Headers of a record that tell where it comes from. */
export type RecordHeaders = Readonly<Record<string, string>>;

const REQUEST_ID = "request-id";
const traces = new WeakMap<IncomingMessage, TraceContext>();

/** The hop that answers a request: in the caller's trace when `traceparent` is valid, else in a new one. */
export function traceOf(request: IncomingMessage): TraceContext {
  const known = traces.get(request);
  if (known) return known;
  const { traceparent, tracestate }: IncomingHttpHeaders = request.headers;
  const trace = nextHop(parseTraceContext(traceparent, tracestate));
  traces.set(request, trace);
  return trace;
}

/** Where a request that is being answered comes from. */
export function originOf({ id, raw }: Readonly<{ id: string; raw: IncomingMessage }>): Origin {
  return { requestId: id, trace: traceOf(raw) };
}

/** The headers of the records that a request causes. */
export function recordHeadersOf({ requestId, trace }: Origin): RecordHeaders {
  return { [REQUEST_ID]: requestId, ...traceHeadersOf(trace) };
}

/** The headers of a call to another service on behalf of a request. */
export function callHeadersOf({ requestId, trace }: Origin): RecordHeaders {
  return { "x-request-id": requestId, ...traceHeadersOf(trace) };
}

/** The headers of a record that follows from another: its request id, its trace and a hop of its own. */
export function followUpHeadersOf(record: RecordHeaders): RecordHeaders {
  const { [REQUEST_ID]: requestId, traceparent, tracestate } = record;
  const trace = parseTraceContext(traceparent, tracestate);
  return {
    ...(isRequestId(requestId) ? { [REQUEST_ID]: requestId } : {}),
    ...(trace ? traceHeadersOf(nextHop(trace)) : {}),
  };
}

/** Where a record comes from, as its headers tell, for log lines about it. Others may have written them: nonsense is left out. */
export function originFieldsOf(record: RecordHeaders): OriginFields {
  const { [REQUEST_ID]: requestId, traceparent } = record;
  const trace = parseTraceContext(traceparent);
  return { ...(isRequestId(requestId) ? { requestId } : {}), ...(trace ? { traceId: trace.traceId } : {}) };
}
