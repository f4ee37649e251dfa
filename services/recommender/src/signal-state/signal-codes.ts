import type { SignalType } from "@projectionist/contracts";

/** How engines store a signal's type, from 1 to 254: a code may be added, never changed. */
export const signalCodes: Readonly<Record<SignalType, number>> = {
  viewed: 1,
  rated: 2,
  liked: 3,
  unliked: 4,
  disliked: 5,
  notInterested: 6,
  watchlisted: 7,
  unwatchlisted: 8,
  clicked: 9,
  reviewed: 10,
};

/** The type that a stored code means. */
export const signalTypeOfCode: ReadonlyMap<number, SignalType> = new Map(
  Object.entries(signalCodes).map(([type, code]) => [code, type as SignalType]),
);
