import type { ModelView, TrainResult } from "@projectionist/contracts";
import { printable } from "../terminal/printable.ts";
import { table, textOf } from "../terminal/table.ts";

/** By part and metric; what is no number is left out. */
type Figures = Readonly<Record<string, Readonly<Record<string, number>>>>;

const MAIN_METRIC = "ndcg@10";
const MEGABYTE = 1_000_000;

/** The models as a table, a row for each. */
export function modelsTable(models: readonly ModelView[]): string {
  const parts = [...new Set(models.flatMap((model) => Object.keys(figuresOf(model))))];
  const headings = ["", "version", "trained", "viewers", "films", "signals", ...parts.map(headingOf), "MB"];
  return table(
    headings,
    models.map((model) => rowOf(model, parts)),
    parts.map(headingOf),
  );
}

const headingOf = (part: string) => `${printable(part)} NDCG@10`;

function rowOf(model: ModelView, parts: readonly string[]): (string | number)[] {
  const { version, createdAt, published, metrics, bytes } = model;
  const figures = figuresOf(model);
  return [
    published ? "serves" : "",
    version,
    createdAt.slice(0, 19).replace("T", " "),
    ...["viewers", "films", "signals"].map((name) => numberOf(metrics[name])),
    ...parts.map((part) => figureText(figures[part]?.[MAIN_METRIC])),
    bytes / MEGABYTE,
  ];
}

/** Why none serves, without a full stop. */
export function withdrawnText({ version, withdrawnAt }: Readonly<{ version: string; withdrawnAt: string }>): string {
  return (
    `No model serves: ${version} was withdrawn at ${withdrawnAt}, since viewers from whom it was trained were erased ` +
    "and no signals were left to train from"
  );
}

type ModelWithSections = ModelView & Readonly<{ sections: readonly { name: string; type: string; length: number }[] }>;

/** All that is known of a model. */
export function modelText(model: ModelWithSections): string {
  const { version, published, createdAt, position, bytes, sha256, metrics, config, sections } = model;
  const facts = [
    ["version", `${version}${published ? ", which serves" : ""}`],
    ["trained", createdAt],
    ["from", ["viewers", "films", "signals"].map((name) => `${textOf(numberOf(metrics[name]))} ${name}`).join(", ")],
    ["judged by", `${textOf(numberOf(metrics["heldOut"]))} viewers' newest signals`],
    ["algebra", printable(textIn(config["backend"]))],
    ["reflects", position],
    ["stored", `${textOf(bytes / MEGABYTE)} MB, SHA-256 ${sha256}`],
  ] as const;
  const stored = sections.map(({ name, type, length }) => [printable(name), type, length] as const);
  return [
    rowsText(facts),
    "",
    figuresTable({ "": figuresOf(model) }),
    "",
    table(["section", "type", "numbers"], stored),
  ].join("\n");
}

/** What a training has come to. */
export function trainReport(result: TrainResult): string {
  const { outcome, version, promoted, why, replaces, viewers, films, signals, heldOut, backend, seconds } = result;
  if (outcome === "not due") return `Nothing was trained: ${printable(why)}.`;
  if (outcome === "withdrawn") return `Nothing was trained, and no model serves any more: ${printable(why)}.`;
  const facts = [
    ["version", `${version}, from ${textOf(signals)} signals of ${textOf(viewers)} viewers for ${textOf(films)} films`],
    ["judged by", `${textOf(heldOut)} viewers' newest signals, which it was not trained with`],
    ["took", `${textOf(seconds)} s, ${printable(backend ?? "–")}`],
    ...(replaces === null ? [] : ([[promoted ? "replaces" : "in use", replaces]] as const)),
  ] as const;
  const headline = promoted
    ? `A new model serves from now on: ${printable(why)}.`
    : `The new model is kept, and does not serve. It is worse than the one in use: ${printable(why)}.`;
  const columns = { new: result.figures, ...(result.inUse ? { "in use": result.inUse } : {}) };
  return [headline, "", rowsText(facts), "", figuresTable(columns)].join("\n");
}

/** A row for each part and metric, a column for each model. */
function figuresTable(columns: Readonly<Record<string, Figures>>): string {
  const names = Object.keys(columns);
  const rows = Object.entries(Object.values(columns)[0] ?? {}).flatMap(([part, metrics]) =>
    Object.keys(metrics)
      .filter((metric) => !metric.endsWith("error"))
      .map((metric) => [
        printable(part),
        printable(metric),
        ...names.map((name) => figureText(columns[name]?.[part]?.[metric])),
      ]),
  );
  return table(
    ["part", "metric", ...names.map((name) => name || "value")],
    rows,
    names.map((name) => name || "value"),
  );
}

function figuresOf({ metrics }: ModelView): Figures {
  return (metrics["figures"] ?? {}) as Figures;
}

function textIn(value: unknown): string {
  return typeof value === "string" ? value : "–";
}

function numberOf(value: unknown): number {
  return typeof value === "number" ? value : 0;
}

function figureText(value: number | undefined): string {
  return value === undefined ? "–" : value.toFixed(4);
}

function rowsText(rows: readonly (readonly [name: string, value: string])[]): string {
  const width = Math.max(...rows.map(([name]) => name.length));
  return rows.map(([name, value]) => `  ${name.padEnd(width)}  ${value}`).join("\n");
}
