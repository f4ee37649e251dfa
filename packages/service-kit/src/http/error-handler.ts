import { errorCodes, problemOf, type ErrorCode } from "@projectionist/contracts";
import { StoreUnavailableError } from "@projectionist/stores";
import type { ErrorObject } from "ajv";
import type { FastifyError, FastifyReply, FastifyRequest } from "fastify";
import { fieldFaults } from "./field-faults.ts";
import { noteRequest } from "./log-requests.ts";
import { ProblemError } from "./problem-error.ts";

const MAX_DRAINED_BYTES = 64 * 1_048_576;

const partNames: Readonly<Record<string, string>> = {
  querystring: "query",
  params: "params",
  headers: "headers",
  body: "",
};

/** Answers every fault as a problem document; what nobody foresaw is logged and told as `internal` only. */
export function answerFault(error: Error, request: FastifyRequest, reply: FastifyReply): void {
  const problem = problemErrorOf(error, request);
  const { status } = errorCodes[problem.code];
  if (status === 500) noteRequest(request, { err: error });
  else if (status > 500) noteRequest(request, { reason: reasonOf(problem) });
  sendProblem(problem, request.id, reply);
}

/** Sends the problem document of a fault. */
export function sendProblem({ code, more }: ProblemError, requestId: string, reply: FastifyReply): void {
  const { status } = errorCodes[code];
  noteRequest(reply.request, { code });
  if (code === "body-too-large" && isDrainable(reply.request)) void reply.removeHeader("connection");
  if (status === 401) void reply.header("www-authenticate", "Bearer");
  if (code === "unavailable" || code === "outcome-unknown") void reply.header("retry-after", "1");
  void reply
    .code(status)
    .headers(more.headers ?? {})
    .type("application/problem+json; charset=utf-8")
    .serializer(JSON.stringify)
    .send({ ...more.body, ...problemOf(code, requestId, more) });
}

/**
 * Whether the rest of a body that nobody reads is let in and dropped, as Node does where the connection stays. Closing it
 * meanwhile, as the framework would, breaks many a client off before it has read why.
 */
function isDrainable({ headers }: FastifyRequest): boolean {
  return Number(headers["content-length"]) <= MAX_DRAINED_BYTES;
}

/** What is behind a fault that is not this process's own. */
function reasonOf({ message, cause }: ProblemError): string {
  return cause instanceof Error && cause.message !== "" ? `${message}: ${cause.message}` : message;
}

function problemErrorOf(error: Error, request: FastifyRequest): ProblemError {
  if (error instanceof ProblemError) return error;
  if (error instanceof StoreUnavailableError) return storeProblem(error);
  const { validation, validationContext, code, statusCode } = error as Partial<FastifyError>;
  if (validation) return validationProblem(validation as ErrorObject[], validationContext ?? "body", request);
  if (code === "FST_ERR_CTP_BODY_TOO_LARGE") {
    return new ProblemError("body-too-large", { detail: `Send at most ${request.routeOptions.bodyLimit} bytes.` });
  }
  const known = code === undefined ? undefined : frameworkFaults[code];
  if (known) return new ProblemError(known);
  if (statusCode !== undefined && statusCode < 500)
    return new ProblemError("validation-failed", { detail: error.message });
  return new ProblemError("internal");
}

function storeProblem(error: StoreUnavailableError): ProblemError {
  if (error.outcome === "refused") return new ProblemError("unavailable", {}, { cause: error });
  const detail = "It may or may not have been done: look, or try again.";
  return new ProblemError("outcome-unknown", { detail }, { cause: error });
}

function validationProblem(errors: readonly ErrorObject[], part: string, request: FastifyRequest): ProblemError {
  if (part === "body" && request.body === undefined) {
    return new ProblemError("validation-failed", { errors: [{ path: "", message: "the body is missing: send JSON" }] });
  }
  return new ProblemError("validation-failed", { errors: fieldFaults(errors, partNames[part] ?? part) });
}

const frameworkFaults: Readonly<Record<string, ErrorCode>> = {
  FST_ERR_CTP_INVALID_MEDIA_TYPE: "unsupported-media-type",
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: "malformed-json",
};
