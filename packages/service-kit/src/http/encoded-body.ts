import { ProblemError } from "./problem-error.ts";

/**
 * Bodies are taken as they are: unpacking them would let a few bytes become gigabytes.
 * @throws {ProblemError} `unsupported-media-type` for a body that says it is packed
 */
export function refuseEncodedBody(contentEncoding: string | undefined): void {
  if (contentEncoding === undefined || contentEncoding.toLowerCase() === "identity") return;
  throw new ProblemError("unsupported-media-type", {
    detail: "Send the body unpacked, without content-encoding.",
    errors: [{ path: "headers/content-encoding", message: "packed bodies are not taken: remove it" }],
  });
}
