import { decodePosition, encodePosition, type Position } from "@projectionist/contracts";
import { ProblemError } from "@projectionist/service-kit";

/** Where the state stands, for one viewer or (null) for all; asked with a position, once it covers that or time is up. */
export type WaitForPosition = (
  userId: string | null,
  after: Position | undefined,
) => Promise<Readonly<{ position: Position; fresh: boolean }>>;

export type Freshness = Readonly<{ position: string; fresh: boolean }>;

/**
 * Reads once the state reflects `after`, or when waiting is over anyway. `position` is what the reply reflects at least.
 * @throws {ProblemError} `malformed-position`
 */
export type FreshRead = <T>(
  userId: string | null,
  after: string | undefined,
  read: () => Promise<T>,
) => Promise<Readonly<{ found: T; freshness: Freshness }>>;

export function createFreshRead(waitForPosition: WaitForPosition): FreshRead {
  return async (userId, after, read) => {
    // Asked before reading: what is read may be newer, never older.
    const { position, fresh } = await waitForPosition(userId, after === undefined ? undefined : wantedPosition(after));
    return { found: await read(), freshness: { position: encodePosition(position), fresh } };
  };
}

function wantedPosition(after: string): Position {
  const position = decodePosition(after);
  if (position) return position;
  throw new ProblemError("malformed-position", {
    errors: [{ path: "query/after", message: "is not a position: send the `position` of an earlier reply unchanged" }],
  });
}
