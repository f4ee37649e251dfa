/** What argon2id was told: `memory` in KiB, `passes` over it, `parallelism` in lanes. */
export type Argon2Cost = Readonly<{ memory: number; passes: number; parallelism: number }>;

export type PasswordHash = Readonly<{ cost: Argon2Cost; salt: Buffer; hash: Buffer }>;

const PHC = /^\$argon2id\$v=19\$m=(\d{1,9}),t=(\d{1,6}),p=(\d{1,4})\$([A-Za-z0-9+/]{11,86})\$([A-Za-z0-9+/]{11,86})$/;

/** The PHC string of an argon2id hash: `$argon2id$v=19$m=…,t=…,p=…$salt$hash`, base64 without padding. */
export function formatPhc({ cost, salt, hash }: PasswordHash): string {
  const { memory, passes, parallelism } = cost;
  return `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$${base64(salt)}$${base64(hash)}`;
}

/** Reads a PHC string. @throws {Error} when it is none of argon2id version 19 */
export function parsePhc(text: string): PasswordHash {
  const match = PHC.exec(text);
  if (!match) throw new Error("a stored password is not an argon2id PHC string");
  const [, memory, passes, parallelism, salt = "", hash = ""] = match;
  return {
    cost: { memory: Number(memory), passes: Number(passes), parallelism: Number(parallelism) },
    salt: Buffer.from(salt, "base64"),
    hash: Buffer.from(hash, "base64"),
  };
}

function base64(bytes: Buffer): string {
  return bytes.toString("base64").replaceAll("=", "");
}
