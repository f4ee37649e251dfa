import { errorCodes, type ErrorCode, type FieldFault } from "@projectionist/contracts";

type More = Readonly<{
  /** One sentence for the client, instead of the code's cure. */
  detail?: string | undefined;
  errors?: readonly FieldFault[] | undefined;
  headers?: Readonly<Record<string, string>> | undefined;
  /** Further members of the problem document. */
  body?: object | undefined;
}>;

/** A fault that the client is to be told of: thrown anywhere below a handler, answered as a problem document. */
export class ProblemError extends Error {
  readonly code: ErrorCode;
  readonly more: More;
  constructor(code: ErrorCode, more: More = {}, options?: ErrorOptions) {
    super(more.detail ?? errorCodes[code].title, options);
    this.name = "ProblemError";
    this.code = code;
    this.more = more;
  }
}
