import { createHash } from "node:crypto";

/** Where a page of a list ended: the last item's key in the list's order, and its id. */
export type PageEnd = Readonly<{ key: number | string; id: string }>;

const SEAL_LENGTH = 16;

/** The cursor was not made for this list, or was altered. */
export class MalformedCursorError extends Error {
  constructor() {
    super("the cursor does not belong to this list");
    this.name = "MalformedCursorError";
  }
}

/** A page's end as an opaque, URL-safe text that only serves the same list; `list` is anything that identifies it. */
export function encodeCursor(list: unknown, { key, id }: PageEnd): string {
  const text = Buffer.from(JSON.stringify([key, id])).toString("base64url");
  return `${text}.${sealOf(list, text)}`;
}

/** @throws {MalformedCursorError} */
export function decodeCursor(list: unknown, cursor: string): PageEnd {
  const [text = "", seal, ...rest] = cursor.split(".");
  if (seal !== sealOf(list, text) || rest.length > 0) throw new MalformedCursorError();
  return placeOf(Buffer.from(text, "base64url").toString());
}

/** The seal is no secret: what it covers is still a stranger's. */
function placeOf(json: string): PageEnd {
  try {
    const [key, id] = JSON.parse(json) as unknown[];
    if ((typeof key === "number" || typeof key === "string") && typeof id === "string") return { key, id };
  } catch {
    // Falls through: not JSON, or no list.
  }
  throw new MalformedCursorError();
}

function sealOf(list: unknown, text: string): string {
  return createHash("sha256")
    .update(`${JSON.stringify(list)}\n${text}`)
    .digest("base64url")
    .slice(0, SEAL_LENGTH);
}
