import { createHash } from "node:crypto";
import { BadCursorError, type Scalar, type Stored } from "./documents.ts";

/** Where a page ended: the last document's sort value (null when it lacks the field) and its id. */
export type PagePosition = Readonly<{ value: Scalar | null; id: string }>;

/** Where a page ends whose last document is this one. */
export function positionOf({ id, value }: Stored<object>, field: string | undefined): PagePosition {
  const found = field === undefined ? undefined : (value as Record<string, unknown>)[field];
  return { value: typeof found === "object" || found === undefined ? null : (found as Scalar), id };
}

/** Makes an opaque, URL-safe cursor that only the same query (`fingerprint`) accepts. */
export function encodeCursor(fingerprint: string, { value, id }: PagePosition): string {
  return Buffer.from(JSON.stringify([checksum(fingerprint, value, id), value, id])).toString("base64url");
}

/** @throws {BadCursorError} the cursor is of another query, or was altered */
export function decodeCursor(fingerprint: string, cursor: string): PagePosition {
  const { value, id } = parse(cursor);
  const position: PagePosition = { value: value as Scalar | null, id: id as string };
  if (encodeCursor(fingerprint, position) !== cursor) throw new BadCursorError();
  if (typeof id !== "string" || (typeof value === "object" && value !== null)) throw new BadCursorError();
  return position;
}

function parse(cursor: string): { value: unknown; id: unknown } {
  try {
    const [, value, id] = JSON.parse(Buffer.from(cursor, "base64url").toString()) as unknown[];
    return { value, id };
  } catch {
    throw new BadCursorError();
  }
}

function checksum(...parts: readonly unknown[]): string {
  return createHash("sha256").update(JSON.stringify(parts)).digest("base64url").slice(0, 16);
}
