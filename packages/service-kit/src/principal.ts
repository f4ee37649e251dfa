import type { Role, Scope } from "@projectionist/contracts";

/**
 * Who calls: a user, or another program with a service key. Users have a role, service keys have scopes. `session` tells
 * a user's logins apart and opens nothing. `issuedAt` says when the token was made, in milliseconds since 1970.
 */
export type Principal = Readonly<{
  kind: "user" | "service";
  id: string;
  role: Role | null;
  scopes: readonly Scope[];
  session?: string;
  issuedAt?: number;
}>;
