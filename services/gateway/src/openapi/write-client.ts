/** `npm run openapi`: writes the OpenAPI document and the client's types anew after a change of routes or schemas. */
import { writeFileSync } from "node:fs";
import { clientFiles } from "./client-files.ts";

for (const { path, text } of await clientFiles()) {
  writeFileSync(path, text);
  console.log(path);
}
