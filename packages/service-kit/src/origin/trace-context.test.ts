import { describe, expect, it } from "vitest";
import { nextHop, parseTraceContext, traceHeadersOf } from "./trace-context.ts";

const traceId = "4bf92f3577b34da6a3ce929d0e0e4736";
const spanId = "00f067aa0ba902b7";
const valid = `00-${traceId}-${spanId}-01`;

describe("traceparent", () => {
  it("is read", () => {
    expect(parseTraceContext(valid)).toEqual({ traceId, spanId, flags: "01" });
  });

  it("of a later version is read as far as it is known", () => {
    expect(parseTraceContext(`cc-${traceId}-${spanId}-01-what-the-future-brings`)).toMatchObject({ traceId, spanId });
    expect(parseTraceContext(`cc-${traceId}-${spanId}-01`)).toMatchObject({ traceId, spanId });
  });

  it.each([
    undefined,
    "",
    [valid, valid],
    ` ${valid}`,
    `${valid}\n`,
    `${valid}-more`,
    `${valid}, ${valid}`,
    `ff-${traceId}-${spanId}-01`,
    `00-${traceId.toUpperCase()}-${spanId}-01`,
    `00-${"0".repeat(32)}-${spanId}-01`,
    `00-${traceId}-${"0".repeat(16)}-01`,
    `00-${traceId.slice(1)}-${spanId}-01`,
    `00-${traceId}-${spanId}`,
    `00-${traceId}-${spanId}-1`,
    `cc-${traceId}-${spanId}-01.more`,
  ])("is not %j", (given) => expect(parseTraceContext(given)).toBeUndefined());
});

describe("tracestate", () => {
  it("is handed on as it is", () => {
    const place = parseTraceContext(valid, "congo=t61rcWkgMzE,rojo=00f067aa0ba902b7");
    expect(traceHeadersOf(nextHop(place))["tracestate"]).toBe("congo=t61rcWkgMzE,rojo=00f067aa0ba902b7");
  });

  it.each(["", "a=ж", "a=b\r\nx: y", `a=${"b".repeat(512)}`])("is left out when it is %j", (state) => {
    expect(parseTraceContext(valid, state)).toEqual({ traceId, spanId, flags: "01" });
  });

  it("is nothing without a trace", () => expect(parseTraceContext("junk", "a=b")).toBeUndefined());
});

describe("the next hop", () => {
  it("has a span of its own in the same trace, with the same flags", () => {
    const hop = nextHop(parseTraceContext(valid));
    expect(hop).toMatchObject({ traceId, flags: "01" });
    expect(hop.spanId).toMatch(/^[0-9a-f]{16}$/);
    expect(hop.spanId).not.toBe(spanId);
  });

  it("begins a trace where there is none", () => {
    const [one, two] = [nextHop(undefined), nextHop(undefined)];
    expect(one.traceId).not.toBe(two.traceId);
    expect(parseTraceContext(traceHeadersOf(one)["traceparent"])).toEqual(one);
  });
});
