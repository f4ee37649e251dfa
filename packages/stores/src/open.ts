import type { Documents } from "./documents.ts";
import { EngineOpenError } from "./engine-open-error.ts";

const ENGINES: Readonly<Record<string, (location: string) => Promise<Documents>>> = {
  sqlite: async (location) => (await import("./sqlite/sqlite-documents.ts")).openSqliteDocuments(location),
  mongodb: (location) => openMongodb(`mongodb:${location}`),
  "mongodb+srv": (location) => openMongodb(`mongodb+srv:${location}`),
};

async function openMongodb(url: string): Promise<Documents> {
  return (await import("./mongodb/mongodb-documents.ts")).openMongodbDocuments(url);
}

/**
 * Opens the document store that the URL's scheme names: `sqlite:<path of a file>`, which is made where it is missing, or
 * MongoDB's own `mongodb://…` and `mongodb+srv://…`.
 * @throws {EngineOpenError} unknown scheme, or the engine cannot be opened; the message says what to do
 */
export async function openDocuments(url: string): Promise<Documents> {
  const scheme = url.slice(0, Math.max(0, url.indexOf(":")));
  const open = Object.hasOwn(ENGINES, scheme) ? ENGINES[scheme] : undefined;
  if (open === undefined) {
    const known = Object.keys(ENGINES).map((name) => `${name}:`);
    throw new EngineOpenError(`no document store for "${scheme}:"; the URL must start with ${known.join(" or ")}`);
  }
  return open(url.slice(scheme.length + 1));
}
