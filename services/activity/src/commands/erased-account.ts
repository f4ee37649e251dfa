import { ProblemError, type Principal } from "@projectionist/service-kit";
import type { Collections } from "../projection/collections.ts";

/**
 * Refuses writes with a token that has outlived its account: access tokens are good for minutes after an account was
 * erased, and what they wrote then nobody could take back. An account that was made anew under the id has newer tokens.
 * @throws {ProblemError} `token-invalid`
 */
export type RefuseErased = (principal: Principal) => Promise<void>;

export function createRefuseErased(erasures: Collections["erasures"]): RefuseErased {
  return async ({ kind, id, issuedAt }) => {
    if (kind !== "user" || issuedAt === undefined) return;
    const last = (await erasures.get(id))?.value.erasures.at(-1);
    if (last && issuedAt <= last.occurredAt)
      throw new ProblemError("token-invalid", { detail: "The account was erased: sign up again to go on." });
  };
}
