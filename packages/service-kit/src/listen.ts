import type { FastifyInstance } from "fastify";

/** The app cannot listen. `message` is the one line for the operator. */
export class ListenError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "ListenError";
  }
}

/**
 * Begins to answer and resolves with the URL. Port 0 takes a free one. `setting` is what the operator sets the port with.
 * @throws {ListenError}
 */
export async function listen(
  app: FastifyInstance,
  { host, port, setting = "PORT" }: Readonly<{ host: string; port: number; setting?: string }>,
): Promise<string> {
  const listenTextResolver = (address: string) => `listening at ${address}${setting === "PORT" ? "" : ` (${setting})`}`;
  try {
    return await app.listen({ host, port, listenTextResolver });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const cure = code === undefined ? undefined : cures[code];
    if (!cure) throw error;
    throw new ListenError(`cannot listen on ${host}:${port}: ${cure.replace("PORT", setting)}`, { cause: error });
  }
}

const cures: Readonly<Record<string, string>> = {
  EADDRINUSE: "the port is in use; stop what listens there, or set PORT to another",
  EACCES: "the port is not allowed for this user; set PORT to 1024 or above",
  EADDRNOTAVAIL: "the host is not an address of this machine; set HOST to one, such as 127.0.0.1 or 0.0.0.0",
  ENOTFOUND: "the host is not known; set HOST to an address of this machine, such as 127.0.0.1 or 0.0.0.0",
};
