const certificateErrors = /CERT|SELF_SIGNED|UNABLE_TO_(GET|VERIFY)|ALTNAME/;

/** What to do about a connection that could not be made, in words for the operator. */
export function explainFailure(error: Error, tls: boolean): string {
  const code = (error as NodeJS.ErrnoException).code ?? "";
  const { message } = error;
  if (/^(WRONGPASS|NOAUTH|NOPERM)|AUTH/.test(message)) return "it refuses the user or password in the URL";
  if (code === "ECONNREFUSED") return "nothing listens there: start Redis, or correct the host and port";
  if (code === "ENOTFOUND" || code === "EAI_AGAIN") return "the host is not known: correct it in the URL";
  if (certificateErrors.test(code))
    return `its certificate is not trusted (${code}): name the file of its CA in NODE_EXTRA_CA_CERTS`;
  if (tls && /EPROTO|ERR_SSL|ECONNRESET/.test(code))
    return "it does not speak TLS there: use redis://, or its TLS port";
  if (!tls && (code === "ECONNRESET" || message.startsWith("Connection is closed")))
    return "it closed the connection at once: a port for TLS needs rediss://";
  return message;
}
