import { withDeadline } from "@projectionist/contracts";
import { ProblemError } from "@projectionist/service-kit";

/**
 * What the log answers for a request, which goes no further without: `what` names it, as in "the dead letters".
 * @throws {ProblemError} `unavailable` when the log cannot be asked, or the answer takes longer
 */
export async function askLog<T>(what: string, ms: number, answer: Promise<T>): Promise<T> {
  const unavailable = (detail: string, options?: ErrorOptions) => new ProblemError("unavailable", { detail }, options);
  try {
    const late = () => unavailable(`The log is still being read for ${what}: ask again in a second.`);
    return await withDeadline(answer, ms, late);
  } catch (error) {
    if (error instanceof ProblemError) throw error;
    throw unavailable(`The log cannot be asked for ${what} now: try again.`, { cause: error });
  }
}
