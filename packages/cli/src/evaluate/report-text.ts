import type { ProtocolReport } from "@projectionist/recsys";
import { table } from "../terminal/table.ts";

const DIGITS = 4;

/** A report as a terminal shows it: what was done, on what, and a row for each model. */
export function reportText(report: ProtocolReport): string {
  const metrics = metricsOf(report);
  const rows = report.figures.map(({ model, metrics: values, fitSeconds, scoreSeconds }) => [
    model,
    ...metrics.map((metric) => figureText(values[metric])),
    fitSeconds.toFixed(1),
    scoreSeconds.toFixed(1),
  ]);
  return [
    `${report.protocol}: ${report.description}`,
    factsText(report),
    "",
    table(["model", ...metrics, "fit s", "score s"], rows, [...metrics, "fit s", "score s"]),
  ].join("\n");
}

/** What it was done on, in one line. */
export function factsText({ facts, backend }: ProtocolReport): string {
  const told = Object.entries(facts).map(
    ([name, value]) => `${name} ${typeof value === "number" ? value.toLocaleString("en") : value}`,
  );
  return [...told, `linear algebra ${backend}`].join(", ");
}

/** All metrics of a report, in the order of the first model that has them. */
export function metricsOf({ figures }: ProtocolReport): string[] {
  return [...new Set(figures.flatMap(({ metrics }) => Object.keys(metrics)))];
}

/** A figure with four places; a dash where there is none. */
export function figureText(value: number | undefined): string {
  return value === undefined || Number.isNaN(value) ? "–" : value.toFixed(DIGITS);
}
