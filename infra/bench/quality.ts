/**
 * Writes the reports of `projectionist evaluate --out` as the tables of quality.md:
 * `node infra/bench/quality.ts <title>=<report.json>…`
 */
import { readFileSync } from "node:fs";
import type { ProtocolReport } from "@projectionist/recsys";

const figure = (value: number | undefined) => (value === undefined ? "" : value.toFixed(4).replace(/^0/, ""));

for (const argument of process.argv.slice(2)) {
  const [title = "", path = ""] = argument.split("=");
  const { description, facts, backend, figures } = JSON.parse(readFileSync(path, "utf8")) as ProtocolReport;
  const metrics = [...new Set(figures.flatMap((model) => Object.keys(model.metrics)))];
  const told = Object.entries(facts).map(([name, value]) => `${name} ${value.toLocaleString("en")}`);
  console.log(`## ${title}\n\n${description}\n${told.join(", ")}; linear algebra: ${backend}.\n`);
  console.log(`| model | ${metrics.join(" | ")} | fit, s |`);
  console.log(`| --- |${" --- |".repeat(metrics.length + 1)}`);
  for (const model of figures) {
    const cells = metrics.map((metric) => {
      const error = model.errors[metric];
      return figure(model.metrics[metric]) + (error ? ` ± ${figure(error)}` : "");
    });
    console.log(`| ${model.model} | ${cells.join(" | ")} | ${model.fitSeconds.toFixed(1)} |`);
  }
  console.log();
}
