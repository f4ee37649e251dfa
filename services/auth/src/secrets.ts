import { createHash, randomBytes, timingSafeEqual } from "node:crypto";

/** 256 random bits, URL-safe. */
export function newSecret(): string {
  return randomBytes(32).toString("base64url");
}

/** What is stored of a secret of 256 random bits: its SHA-256. (Passwords need a slow hash, these do not.) */
export function hashOfSecret(secret: string): string {
  return createHash("sha256").update(secret).digest("base64url");
}

/** Whether a secret is the one whose hash was stored, in constant time. */
export function matchesHash(secret: string, hash: string): boolean {
  const given = Buffer.from(hashOfSecret(secret));
  const stored = Buffer.from(hash);
  return given.length === stored.length && timingSafeEqual(given, stored);
}
