import { ProblemError } from "@projectionist/service-kit";
import type { Collections } from "../projection/collections.ts";

type Erasures = Collections["erasures"];

/**
 * Refuses writes with a token that has outlived its account: access tokens are good for minutes after it was erased.
 * @throws {ProblemError} `token-invalid`
 */
export async function refuseErased(erasures: Erasures, userId: string): Promise<void> {
  if (await erasures.get(userId)) throw accountErased();
}

/** What is said to a caller whose token has outlived his account. */
export function accountErased(): ProblemError {
  return new ProblemError("token-invalid", { detail: "The account was erased: sign up again to go on." });
}

/** Those of the viewers who were erased, as far as the projection has come: what they signal counts nowhere. */
export async function erasedOf(erasures: Erasures, userIds: Iterable<string>): Promise<ReadonlySet<string>> {
  return new Set((await erasures.getMany([...new Set(userIds)])).keys());
}
