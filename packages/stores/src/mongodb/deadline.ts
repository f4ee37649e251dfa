import { withDeadline } from "@projectionist/contracts";
import { Error as errors, mongo } from "mongoose";
import { StoreUnavailableError } from "../documents.ts";

/** By then every operation ends, looking for the server included. */
export const DEADLINE_MS = 5_000;

const OPERATION_MAY_BE_REPEATED = "RetryableWriteError";

/** What is under way: a read changes nothing, whatever becomes of it. */
export type Kind = "read" | "write";

/**
 * Ends the wait for an operation at the deadline, and tells that the server is away from every other failure.
 * @throws {StoreUnavailableError}
 */
export async function withinDeadline<R>(kind: Kind, name: string, work: () => Promise<R>): Promise<R> {
  const late = () => unavailable(kind, new Error(`${name} did not answer within ${DEADLINE_MS / 1_000} s`));
  try {
    return await withDeadline(work(), DEADLINE_MS, late);
  } catch (error) {
    throw isAway(error) ? unavailable(neverSent(error) ? "read" : kind, error as Error) : error;
  }
}

function unavailable(kind: Kind, cause: Error): StoreUnavailableError {
  return new StoreUnavailableError(kind === "read" ? "refused" : "unknown", cause);
}

/** There is no server, or none that may write, or the connection to it broke. */
function isAway(error: unknown): boolean {
  return (
    neverSent(error) ||
    error instanceof mongo.MongoNetworkError ||
    isWholeBatch(error) ||
    (error instanceof mongo.MongoError && error.hasErrorLabel(OPERATION_MAY_BE_REPEATED))
  );
}

/** The client wraps what befell a batch as a whole as it does what befell one of its writes. */
function isWholeBatch(error: unknown): boolean {
  return error instanceof mongo.MongoBulkWriteError && [error.writeErrors].flat().length === 0;
}

function neverSent(error: unknown): boolean {
  return (
    error instanceof mongo.MongoServerSelectionError ||
    error instanceof mongo.MongoTopologyClosedError ||
    error instanceof errors.MongooseServerSelectionError ||
    (error instanceof Error && error.name === "MongoWaitQueueTimeoutError")
  );
}
