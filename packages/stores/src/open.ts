import type { Documents } from "./documents.ts";
import { EngineOpenError } from "./engine-open-error.ts";

export type DocumentsOptions = Readonly<{
  /** The authority that signed MongoDB's certificate, as PEM; it turns TLS on. The URL may name its file instead. */
  ca?: string | undefined;
}>;

type Opener = (url: string, options: DocumentsOptions) => Promise<Documents>;

const mongodb: Opener = async (url, options) => {
  const { openMongodbDocuments } = await import("./mongodb/mongodb-documents.ts");
  return openMongodbDocuments(url, options);
};

const ENGINES: Readonly<Record<string, Opener>> = {
  sqlite: async (url) => {
    const { openSqliteDocuments } = await import("./sqlite/sqlite-documents.ts");
    return openSqliteDocuments(url.slice("sqlite:".length));
  },
  mongodb,
  "mongodb+srv": mongodb,
};

/**
 * Opens the document store that the URL's scheme names: `sqlite:<path of a file>`, which is made where it is missing, or
 * MongoDB's own `mongodb://…` and `mongodb+srv://…`.
 * @throws {EngineOpenError} unknown scheme, or the engine cannot be opened; the message says what to do
 */
export async function openDocuments(url: string, options: DocumentsOptions = {}): Promise<Documents> {
  const scheme = url.slice(0, Math.max(0, url.indexOf(":")));
  const open = Object.hasOwn(ENGINES, scheme) ? ENGINES[scheme] : undefined;
  if (open === undefined) {
    const known = Object.keys(ENGINES).map((name) => `${name}:`);
    throw new EngineOpenError(`no document store for "${scheme}:"; the URL must start with ${known.join(" or ")}`);
  }
  return open(url, options);
}
