import { demoAdmin, demoViewer } from "@projectionist/contracts";
import { styleText } from "node:util";
import type { Started } from "./start.ts";

/** The table that a start ends with: where everything is, who can log in, and what to try next. */
export function banner({ urls, adminPassword }: Started, facts: readonly string[]): string {
  const rows: readonly (readonly [string, string])[] = [
    ["API", urls.gateway],
    ["Try every call", `${urls.gateway}/docs`],
    ["OpenAPI document", `${urls.gateway}/openapi.json`],
    ["auth", urls.auth],
    ["catalog", urls.catalog],
    ["activity", urls.activity],
    ["recommender", urls.recommender],
    ["Health and metrics", `${urls.metrics}/readyz?verbose  ${urls.metrics}/metrics  (and on every service)`],
    ["Demo viewer", `${demoViewer.email}  password: ${demoViewer.password}`],
    ["Demo administrator", `${demoAdmin.email}  password: ${adminPassword}`],
    ["Try next", "the three curls in README.md: like a film, see the next recommendation change"],
    ["Your own data", "npx projectionist import <MovieLens zip or folder>"],
    ["Stop", "Ctrl-C"],
  ];
  const width = Math.max(...rows.map(([name]) => name.length));
  const lines = rows.map(([name, value]) => `  ${styleText("dim", name.padEnd(width))}  ${value}`);
  return ["", styleText("bold", "Projectionist is ready."), ...facts.map((fact) => `  ${fact}`), "", ...lines, ""].join(
    "\n",
  );
}
