/** A public Ed25519 key (RFC 8037). */
export type PublicKey = Readonly<{ kty: "OKP"; crv: "Ed25519"; x: string; kid: string; alg: "EdDSA"; use: "sig" }>;

/** A JSON Web Key Set (RFC 7517) as it came from outside: nothing of it is known yet. */
export type JsonWebKeySet = Readonly<{ keys: readonly Readonly<Record<string, unknown>>[] }>;

/** The set's keys that sign access tokens; others are none of our business. */
export function signingKeys(set: JsonWebKeySet): PublicKey[] {
  return set.keys.filter(isSigningKey);
}

function isSigningKey(key: Readonly<Record<string, unknown>>): key is PublicKey {
  const { kty, crv, x, kid, alg = "EdDSA", use = "sig" } = key;
  return (
    kty === "OKP" &&
    crv === "Ed25519" &&
    alg === "EdDSA" &&
    use === "sig" &&
    typeof x === "string" &&
    typeof kid === "string"
  );
}
