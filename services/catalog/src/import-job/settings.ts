import { tmpdir } from "node:os";
import { join } from "node:path";
import { Type, type Static } from "typebox";
import type { ImportOptions } from "./import-job.ts";

/** The settings of the job `import`, which fails without a landing place and a key. */
export const importSettings = {
  IMPORT_FOLDER: Type.Optional(
    Type.String({ minLength: 1, description: "the landing place: data sets in it may be imported as a job" }),
  ),
  IMPORT_API_KEY: Type.Optional(
    Type.String({ minLength: 1, description: "a service key with catalog:write and signals:write, for imports" }),
  ),
  IMPORT_STATE_FOLDER: Type.String({
    minLength: 1,
    default: join(tmpdir(), "projectionist-imports"),
    description: "where imports keep how far they have come, and the rows that they rejected",
  }),
  GATEWAY_URL: Type.String({ format: "uri", default: "http://127.0.0.1:8080", description: "for imports" }),
};

/** How to import; undefined where it is not set up. */
export function importOf(
  config: Static<ReturnType<typeof Type.Object<typeof importSettings>>>,
): ImportOptions | undefined {
  const { IMPORT_FOLDER: folder, IMPORT_API_KEY: apiKey, IMPORT_STATE_FOLDER: stateFolder, GATEWAY_URL: url } = config;
  if (folder === undefined || apiKey === undefined) return undefined;
  return { folder, apiKey, stateFolder, gatewayUrl: () => url };
}
