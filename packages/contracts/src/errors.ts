/**
 * Every fault a client can be told of: stable code, HTTP status, title and what to do about it. Codes are never renamed
 * or reused. `docs/errors.md` is this table for readers; a test holds the two together.
 */
export const errorCodes = {
  "validation-failed": {
    status: 400,
    title: "The request is not valid",
    cure: "Correct the fields that `errors` names.",
  },
  "malformed-json": {
    status: 400,
    title: "The body is not JSON",
    cure: "Send valid JSON in UTF-8 with content-type application/json.",
  },
  "malformed-cursor": {
    status: 400,
    title: "The cursor does not belong to this list",
    cure: "Start again without `cursor`, or send `nextCursor` unchanged with the same filters.",
  },
  "malformed-position": {
    status: 400,
    title: "The position is not one of ours",
    cure: "Send the `position` of an earlier reply unchanged, or leave `after` out.",
  },
  "all-signals-rejected": {
    status: 400,
    title: "No signal of the request is valid",
    cure: "Correct the signals as `results` says; nothing was recorded.",
  },
  unauthenticated: {
    status: 401,
    title: "Who you are is not known",
    cure: "Log in and send `authorization: Bearer <accessToken>`, or a service key in `x-api-key`.",
  },
  "token-expired": {
    status: 401,
    title: "The access token has expired",
    cure: "Get a new one from POST /v1/auth/refresh.",
  },
  "token-invalid": { status: 401, title: "The access token is not valid", cure: "Log in again." },
  "credentials-wrong": {
    status: 401,
    title: "E-mail or password is wrong",
    cure: "Check both; sign up first if you have no account.",
  },
  "refresh-token-invalid": { status: 401, title: "The refresh token is not valid any more", cure: "Log in again." },
  "api-key-invalid": {
    status: 401,
    title: "The service key is not valid",
    cure: "Ask an administrator for a new key.",
  },
  forbidden: {
    status: 403,
    title: "You may not do this",
    cure: "Use an account or a service key with the role or scope that the operation names.",
  },
  "not-found": { status: 404, title: "There is nothing here", cure: "Check the path against /openapi.json." },
  "movie-not-found": {
    status: 404,
    title: "There is no such film",
    cure: "Take film ids from /v1/movies or /v1/search.",
  },
  "person-not-found": {
    status: 404,
    title: "There is no such person",
    cure: "Take person ids from a film's directors and cast.",
  },
  "signal-not-found": {
    status: 404,
    title: "There is no such signal of yours",
    cure: "Take event ids from /v1/me/history.",
  },
  "erasure-not-found": {
    status: 404,
    title: "There is no such erasure, or it is still under way",
    cure: "Take the `receiptId` that DELETE /v1/me answered; if it is that one, ask again.",
  },
  "key-not-found": { status: 404, title: "There is no such service key", cure: "Take key ids from GET /v1/keys." },
  "job-not-found": {
    status: 404,
    title: "There is no such job, or no more",
    cure: "Take job ids from GET /v1/ops/jobs.",
  },
  "model-not-found": {
    status: 404,
    title: "There is no such version of the model",
    cure: "Take versions from GET /v1/ops/models.",
  },
  "dead-letter-not-found": {
    status: 404,
    title: "There is no such dead letter",
    cure: "Take topic, partition and offset from GET /v1/ops/dead-letters.",
  },
  "method-not-allowed": {
    status: 405,
    title: "The path exists, but not with this method",
    cure: "Check the method against /openapi.json.",
  },
  "email-taken": {
    status: 409,
    title: "The e-mail address has an account already",
    cure: "Log in, or use another address.",
  },
  "movie-exists": {
    status: 409,
    title: "A film with this id exists already",
    cure: "Use PUT to change it, or another id.",
  },
  "review-exists": { status: 409, title: "You have reviewed this film already", cure: "Take the review back first." },
  "model-withdrawn": {
    status: 409,
    title: "This version of the model was withdrawn",
    cure: "It was trained from viewers who are erased: promote another version, or train a new one.",
  },
  "model-damaged": {
    status: 409,
    title: "What is stored of this version of the model is damaged",
    cure: "Promote another version, or train a new one: POST /v1/ops/jobs with the name train.",
  },
  "job-finished": {
    status: 409,
    title: "The job has finished already",
    cure: "Read how it ended from GET /v1/ops/jobs/{jobId}.",
  },
  "job-not-retryable": {
    status: 409,
    title: "The job cannot be tried again",
    cure: "Only one that failed, was cancelled or is delayed can; start another with POST /v1/ops/jobs.",
  },
  "dead-letter-resolved": {
    status: 409,
    title: "The dead letter has been replayed or dropped already",
    cure: "Read from its `resolution` what was done; there is nothing left to do.",
  },
  "dead-letter-unreadable": {
    status: 409,
    title: "The dead letter still cannot be read",
    cure: "Replay it once a version runs that knows its schema, or drop it.",
  },
  "version-conflict": {
    status: 412,
    title: "It was changed in the meantime",
    cure: "Read it again and send its new ETag in `if-match`.",
  },
  "viewer-erased": {
    status: 410,
    title: "The viewer was erased",
    cure: "Leave this viewer's signals out: ids of erased viewers are never used again.",
  },
  "body-too-large": {
    status: 413,
    title: "The body is too large",
    cure: "Send at most 1 MiB and 1,000 signals a request.",
  },
  "unsupported-media-type": { status: 415, title: "The body is not JSON", cure: "Send content-type application/json." },
  "unknown-movie": {
    status: 422,
    title: "The signal names a film that is not in the catalog",
    cure: "Take film ids from /v1/movies or /v1/search.",
  },
  "rate-limited": { status: 429, title: "Too many requests", cure: "Wait as long as `retry-after` says." },
  internal: {
    status: 500,
    title: "Something failed on our side",
    cure: "Try again; report the `instance` if it stays.",
  },
  "upstream-failed": {
    status: 502,
    title: "A part of the system answered wrongly",
    cure: "Try again; report the `instance` if it stays.",
  },
  unavailable: {
    status: 503,
    title: "The service cannot take the request now",
    cure: "Wait as long as `retry-after` says.",
  },
  "outcome-unknown": {
    status: 503,
    title: "It may or may not have been recorded",
    cure: "Send the same event ids again: each counts once.",
  },
  "upstream-timeout": { status: 504, title: "A part of the system did not answer in time", cure: "Try again." },
} as const satisfies Readonly<Record<string, Readonly<{ status: number; title: string; cure: string }>>>;

export type ErrorCode = keyof typeof errorCodes;

/** Where a fault lies: a JSON pointer into the request's body, or `query/<name>`, `params/<name>`, `headers/<name>`. */
export type FieldFault = Readonly<{ path: string; message: string }>;

/** The problem document (RFC 9457) of a fault. `instance` is the request id. */
export type Problem = Readonly<{
  type: string;
  title: string;
  status: number;
  code: ErrorCode;
  detail: string;
  instance: string;
  errors?: readonly FieldFault[];
}>;

/** The problem document for a code; `detail` is the code's cure unless told. */
export function problemOf(
  code: ErrorCode,
  instance: string,
  more: Readonly<{ detail?: string | undefined; errors?: readonly FieldFault[] | undefined }> = {},
): Problem {
  const { status, title, cure } = errorCodes[code];
  return {
    type: `/errors/${code}`,
    title,
    status,
    code,
    detail: more.detail ?? cure,
    instance,
    ...(more.errors ? { errors: more.errors } : {}),
  };
}
