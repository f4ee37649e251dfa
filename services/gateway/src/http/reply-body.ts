import { ProblemError } from "@projectionist/service-kit";
import type { TSchema } from "typebox";
import { Compile } from "typebox/compile";
import type { UpstreamReply } from "../upstream.ts";

/** Reads the body of a service's 200. @throws {ProblemError} `upstream-failed` when the reply is another, or not as the schema says */
export type ReadBody<T> = (reply: UpstreamReply) => T;

/** `T` must be what the schema lets through. */
export function bodyReader<T>(schema: TSchema): ReadBody<T> {
  const validator = Compile(schema);
  return (reply) => {
    const body = reply.status === 200 ? jsonOf(reply) : undefined;
    if (!validator.Check(body)) throw new ProblemError("upstream-failed");
    return body as T;
  };
}

/** Whether a reply may go out to the client as it is: it has no body, or one in JSON; faults of ours are told as problems. */
export function isSane(reply: UpstreamReply): boolean {
  const { status, headers, body } = reply;
  if (status >= 500 && headers["content-type"]?.startsWith("application/problem+json") !== true) return false;
  return body.length === 0 || jsonOf(reply) !== undefined;
}

function jsonOf({ body }: UpstreamReply): unknown {
  try {
    return JSON.parse(body.toString()) as unknown;
  } catch {
    return undefined;
  }
}
