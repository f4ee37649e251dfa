import { join } from "node:path";
import openapiTS, { astToString, type OpenAPI3 } from "openapi-typescript";
import { openApiDocument } from "./openapi-document.ts";

const clientFolder = join(import.meta.dirname, "../../../../packages/client/src");

/** The generated files of the typed client, as they must be for the routes of now: path and text. */
export async function clientFiles(): Promise<readonly Readonly<{ path: string; text: string }>[]> {
  const document = await openApiDocument();
  const types = astToString(await openapiTS(document as OpenAPI3, { alphabetize: false }));
  return [
    { path: join(clientFolder, "openapi.gen.json"), text: `${JSON.stringify(document, null, 2)}\n` },
    {
      path: join(clientFolder, "schema.gen.ts"),
      text: `// Generated from the routes by \`npm run openapi\`.\n${types}`,
    },
  ];
}
