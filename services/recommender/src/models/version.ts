import { randomBytes } from "node:crypto";

/** A version of its own for what is made now; sorts by time: `20261121T221500123-9f3a`. */
export function newVersion(now: number): string {
  return `${new Date(now).toISOString().slice(0, 23).replace(/[-:.]/g, "")}-${randomBytes(2).toString("hex")}`;
}
