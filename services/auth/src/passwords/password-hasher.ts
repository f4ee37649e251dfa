import { argon2, randomBytes, timingSafeEqual } from "node:crypto";
import { promisify } from "node:util";
import { createLimiter } from "./limiter.ts";
import { formatPhc, parsePhc, type Argon2Cost } from "./phc.ts";

/** The least that OWASP's Password Storage Cheat Sheet asks of argon2id: 19 MiB, 2 passes, 1 lane. */
export const OWASP_MINIMUM: Argon2Cost = { memory: 19_456, passes: 2, parallelism: 1 };

const SALT_BYTES = 16;
const HASH_BYTES = 32;
/** Each hash holds its memory while it runs. */
const AT_A_TIME = 4;
const WAITING = 200;

const derive = promisify(argon2);

export interface PasswordHasher {
  /** A PHC string with a salt of its own. */
  hash(password: string): Promise<string>;
  /**
   * Whether the password is the one that was hashed. Takes as long, and answers false, where there is no account
   * (`phc` undefined).
   */
  verify(phc: string | undefined, password: string): Promise<boolean>;
  /** Whether a stored hash cost less than one made now would. */
  isOutdated(phc: string): boolean;
}

/** Hashes passwords with argon2id, four at a time. */
export async function createPasswordHasher(cost: Argon2Cost = OWASP_MINIMUM): Promise<PasswordHasher> {
  const limit = createLimiter({ running: AT_A_TIME, waiting: WAITING });

  /** Passwords typed on different keyboards may differ in how they compose their characters. */
  const argon2id = (password: string, { memory, passes, parallelism }: Argon2Cost, nonce: Buffer, tagLength: number) =>
    limit(() =>
      derive("argon2id", { message: password.normalize("NFKC"), nonce, memory, passes, parallelism, tagLength }),
    );

  async function hash(password: string): Promise<string> {
    const salt = randomBytes(SALT_BYTES);
    return formatPhc({ cost, salt, hash: await argon2id(password, cost, salt, HASH_BYTES) });
  }

  const nobodys = await hash(randomBytes(SALT_BYTES).toString("hex"));
  return {
    hash,
    async verify(phc, password) {
      const stored = parsePhc(phc ?? nobodys);
      const derived = await argon2id(password, stored.cost, stored.salt, stored.hash.length);
      return timingSafeEqual(derived, stored.hash);
    },
    isOutdated(phc) {
      const { memory, passes } = parsePhc(phc).cost;
      return memory < cost.memory || passes < cost.passes;
    },
  };
}
