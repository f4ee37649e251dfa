type Symptom = Readonly<{ code?: RegExp; message?: RegExp; tls?: boolean; cure: string }>;

/** The more telling come first: one failure may show several. */
const symptoms: readonly Symptom[] = [
  { message: /^(WRONGPASS|NOAUTH|NOPERM)|AUTH/, cure: "it refuses the user or password in the URL" },
  { message: /cluster support disabled/, cure: "it is no cluster: the URL of one server begins with redis://" },
  { code: /^ECONNREFUSED$/, cure: "nothing listens there: start Redis, or correct the host and port" },
  { code: /^(ENOTFOUND|EAI_AGAIN)$/, cure: "the host is not known: correct it in the URL" },
  { code: /ALTNAME/, cure: "its certificate is of another host: write the host in the URL as the certificate has it" },
  {
    code: /CERT|SELF_SIGNED|UNABLE_TO_(GET|VERIFY)/,
    cure: "its certificate is not trusted: name the file of the authority that signed it in REDIS_CA_FILE",
  },
  {
    code: /^(EPROTO|ECONNRESET|ETIMEDOUT|ERR_SSL.*)$/,
    tls: true,
    cure: "it does not answer in TLS: use redis://, or its port for TLS",
  },
  { code: /^ETIMEDOUT$/, cure: "it does not answer: correct the host and port, or let connections through" },
  {
    message: /^Connection is closed|ECONNRESET/,
    tls: false,
    cure: "it closed the connection at once: a port for TLS needs rediss://",
  },
];

/** What to do about a connection that could not be made, in words for the operator; `errors` in order of appearance. */
export function explainFailure(errors: readonly Error[], tls: boolean): string {
  for (const { code = /^/, message = /^/, tls: ofTls = tls, cure } of symptoms) {
    if (ofTls !== tls) continue;
    const shows = (error: NodeJS.ErrnoException) => code.test(error.code ?? "") && message.test(error.message);
    const found = errors.find(shows);
    if (found) return "code" in found ? `${cure} (${(found as NodeJS.ErrnoException).code})` : cure;
  }
  return errors[0]!.message;
}
