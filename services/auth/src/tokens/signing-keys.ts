import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync } from "node:crypto";
import type { PublicKey } from "@projectionist/service-kit";
import { VersionConflictError, type Collection, type Documents } from "@projectionist/stores";

const ROTATE_AFTER_MS = 90 * 24 * 3_600_000;
/** A key signs only once every verifier has had the time to learn of it. */
const PUBLISHED_BEFORE_USE_MS = 3_600_000;
const KEPT = 2;

type KeyDocument = Readonly<{ privateKey: string; createdAt: number }>;

/** A key to sign with; PEM. */
export type SigningKey = Readonly<{ kid: string; privateKey: string; publicKey: string }>;

export interface SigningKeys {
  /** The key that this process signs with. */
  current: SigningKey;
  /** The public keys that tokens may have been signed with, and the next one. */
  keySet(): Promise<{ keys: PublicKey[] }>;
}

/**
 * Opens the Ed25519 keys that access tokens are signed with. The first start makes one. A start that finds the newest
 * older than 90 days makes the next: it is published at once, and signs from the first start an hour later. The key
 * before it stays published until then and, at the least, as long as its tokens live.
 */
export async function openSigningKeys(documents: Documents, now: () => number): Promise<SigningKeys> {
  const collection: Collection<KeyDocument> = await documents.collection({
    name: "signingKeys",
    indexes: [["createdAt"]],
  });
  const newestFirst = async () => {
    const { items } = await collection.find({ sort: { by: "createdAt", direction: "desc" }, limit: KEPT });
    return items;
  };
  const [newest] = await newestFirst();
  if (!newest || now() - newest.value.createdAt > ROTATE_AFTER_MS) {
    const privateKey = generateKeyPairSync("ed25519").privateKey.export({ type: "pkcs8", format: "pem" }) as string;
    await addKey(collection, newest ? Number(newest.id) + 1 : 1, { privateKey, createdAt: now() });
  }
  const kept = await newestFirst();
  const published = kept.find(({ value }) => now() - value.createdAt >= PUBLISHED_BEFORE_USE_MS) ?? kept.at(-1);
  if (!published) throw new Error("no signing key was stored");
  return {
    current: signingKeyOf(published.value.privateKey),
    async keySet() {
      return { keys: (await newestFirst()).map(({ value }) => jwkOf(value.privateKey)) };
    },
  };
}

/** Keys are numbered, so that of several instances that start at once only one adds the next. */
async function addKey(collection: Collection<KeyDocument>, number: number, key: KeyDocument): Promise<void> {
  try {
    await collection.put(String(number), key, { expectedVersion: "absent" });
  } catch (error) {
    if (!(error instanceof VersionConflictError)) throw error;
  }
}

function signingKeyOf(privateKey: string): SigningKey {
  const publicKey = createPublicKey(privateKey).export({ type: "spki", format: "pem" }) as string;
  return { kid: jwkOf(privateKey).kid, privateKey, publicKey };
}

/** The public part, with an id made of it (RFC 7638 thumbprint). */
function jwkOf(privateKey: string): PublicKey {
  const { x = "" } = createPublicKey(createPrivateKey(privateKey)).export({ format: "jwk" });
  const kid = createHash("sha256")
    .update(JSON.stringify({ crv: "Ed25519", kty: "OKP", x }))
    .digest("base64url");
  return { kty: "OKP", crv: "Ed25519", x, kid, alg: "EdDSA", use: "sig" };
}
