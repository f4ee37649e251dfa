import { ProblemError } from "@projectionist/service-kit";
import type { WriteOutcome } from "@projectionist/stores";

/**
 * Passes when a film was written.
 * @throws {ProblemError} `version-conflict`, or `movie-exists` when an external id belongs to another film
 */
export function requireWritten(
  outcome: WriteOutcome | undefined,
): asserts outcome is WriteOutcome & { outcome: "written" } {
  if (outcome?.outcome === "duplicate") {
    throw new ProblemError("movie-exists", {
      detail: `Another film has this external id: send one of its own, or change that film.`,
      errors: outcome.fields.map((field) => ({ path: `/externalIds/${field}`, message: "belongs to another film" })),
    });
  }
  if (outcome?.outcome !== "written") throw new ProblemError("version-conflict");
}
