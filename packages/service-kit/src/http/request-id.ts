import { randomUUIDv7 } from "node:crypto";
import type { IncomingMessage } from "node:http";

const SANE = /^[A-Za-z0-9._:-]{1,128}$/;

/** Whether something is fit to name a request, in log lines and headers too. */
export function isRequestId(value: unknown): value is string {
  return typeof value === "string" && SANE.test(value);
}

/** The caller's `x-request-id` when it is sane, else a new UUIDv7. */
export function requestIdOf(request: Pick<IncomingMessage, "headers">): string {
  const given = request.headers["x-request-id"];
  return isRequestId(given) ? given : randomUUIDv7();
}
