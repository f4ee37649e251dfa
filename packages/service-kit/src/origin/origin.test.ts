import { expect, it } from "vitest";
import { followUpHeadersOf, originFieldsOf, recordHeadersOf } from "./origin.ts";
import { nextHop, parseTraceContext } from "./trace-context.ts";

const trace = nextHop(undefined);

it("a record tells the request and the hop that it comes from", () => {
  const headers = recordHeadersOf({ requestId: "r-1", trace });
  expect(parseTraceContext(headers["traceparent"])).toEqual(trace);
  expect(originFieldsOf(headers)).toEqual({ requestId: "r-1", traceId: trace.traceId });
});

it("a record that follows from another is the next hop of its trace", () => {
  const headers = followUpHeadersOf({ ...recordHeadersOf({ requestId: "r-1", trace }), "event-id": "e" });
  expect(Object.keys(headers).toSorted()).toEqual(["request-id", "traceparent"]);
  expect(originFieldsOf(headers)).toEqual({ requestId: "r-1", traceId: trace.traceId });
  expect(parseTraceContext(headers["traceparent"])?.spanId).not.toBe(trace.spanId);
  expect(followUpHeadersOf({})).toEqual({});
});

it("what others wrote in a record's headers comes into no log line unless it is sane", () => {
  expect(originFieldsOf({ "request-id": "a\nb", traceparent: '"}' })).toEqual({});
  expect(originFieldsOf({})).toEqual({});
});
