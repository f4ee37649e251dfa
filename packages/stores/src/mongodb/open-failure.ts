import { EngineOpenError } from "../engine-open-error.ts";

const AUTHENTICATION = /authenticat|auth failed|bad auth|not authorized|sasl/i;
const TLS = /certificate|\bssl\b|\btls\b|wrong version number|self-signed|EPROTO|routines|\.(pem|crt|key)\b|PEM/i;
const NETWORK = /ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ETIMEDOUT|timed out|closed|server selection/i;

const ADVICE: readonly (readonly [RegExp, string])[] = [
  [AUTHENTICATION, "check the user, the password and authSource in its URL"],
  [
    TLS,
    "check tls in its URL, and DOCUMENTS_CA_FILE (or tlsCAFile in its URL), the authority that signed its certificate",
  ],
  [NETWORK, "check that MongoDB runs at that host and port, and whether it wants tls=true in its URL"],
];
const MALFORMED =
  "write its URL as mongodb://user:password@host:27017/name?options, with %-codes for reserved characters in the password";

/** Says in one line why a server cannot be used and what to do; nothing of it is secret. */
export function openFailure(url: string, error: Error): EngineOpenError {
  // The client takes a part of such a password for a host, and names it.
  const misread = /[@/?#[\]]|:.*:/s.test(credentialsOf(url));
  const message = misread ? "user or password with a reserved character" : error.message;
  const reason = withoutSecrets(url, message).replaceAll(/\s+/g, " ");
  const advice = misread ? MALFORMED : (ADVICE.find(([symptom]) => symptom.test(message))?.[1] ?? MALFORMED);
  // The error itself is left behind: it may hold the URL.
  return new EngineOpenError(
    `cannot open the document store ${publicUrl(url)} of DOCUMENTS_URL (${reason}): ${advice}`,
  );
}

/** The URL without user, password and options. */
export function publicUrl(url: string): string {
  return url.replace(/\/\/.*@/s, "//").replace(/\?.*$/s, "");
}

/** The text with every secret of the URL, as written there and as it is meant, replaced by stars. */
function withoutSecrets(url: string, text: string): string {
  const credentials = credentialsOf(url);
  const password = credentials.slice(credentials.indexOf(":") + 1);
  const options = [...url.matchAll(/[?&][^=&]*=([^&]*)/g)].map(([, value]) => value!);
  const secrets = [url, credentials, password, ...options.filter((value) => value.length >= 8)];
  const spellings = secrets.flatMap((secret) => [secret, decoded(secret)]).filter((secret) => secret !== "");
  return spellings.reduce((shown, secret) => shown.replaceAll(secret, "***"), text);
}

function credentialsOf(url: string): string {
  return /\/\/(.*)@/s.exec(url)?.[1] ?? "";
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
