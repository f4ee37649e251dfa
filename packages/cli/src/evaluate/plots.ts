import type { ProtocolReport } from "@projectionist/recsys";
import * as vega from "vega";
import { compile, type TopLevelSpec } from "vega-lite";
import { metricsOf } from "./report-text.ts";

/** The colours of a page's theme, so that a plot follows it into the dark. */
const INK = "var(--ink)";
const FAINT = "var(--faint)";
const ACCENT = "var(--accent)";
const ROW_HEIGHT = 22;
const LABELS = 150;

/** A plot as SVG for a page that is so many pixels wide. */
export type Plot = Readonly<{ title: string; wide: string; narrow: string }>;

const widths = { wide: 450, narrow: 330 } as const;

/** For each of the first metrics a plot of all models, with twice the standard error to either side where it is known. */
export async function plotsOf(report: ProtocolReport, most = 4): Promise<Plot[]> {
  return Promise.all(
    metricsOf(report)
      .slice(0, most)
      .map(async (metric) => ({
        title: metric,
        wide: await svgOf(specOf(report, metric, widths.wide)),
        narrow: await svgOf(specOf(report, metric, widths.narrow)),
      })),
  );
}

function specOf({ figures }: ProtocolReport, metric: string, width: number): TopLevelSpec {
  const values = figures
    .filter(({ metrics }) => Number.isFinite(metrics[metric]))
    .map(({ model, metrics, errors }) => {
      const value = metrics[metric] ?? 0;
      const error = 2 * (errors[metric] ?? 0);
      return { model, value, low: value - error, high: value + error, text: value.toFixed(4) };
    });
  const y = { field: "model", type: "nominal", sort: null, title: null } as const;
  const x = { type: "quantitative", title: null, scale: { zero: false, nice: true } } as const;
  return {
    width: width - LABELS,
    height: Math.max(1, values.length) * ROW_HEIGHT,
    data: { values },
    background: "transparent",
    config: {
      font: "inherit",
      view: { stroke: null },
      axis: {
        labelColor: INK,
        labelFontSize: 12,
        labelLimit: LABELS,
        tickColor: FAINT,
        domainColor: FAINT,
        gridColor: FAINT,
        tickCount: width < 400 ? 3 : 5,
      },
    },
    layer: [
      {
        mark: { type: "rule", color: ACCENT, strokeWidth: 2, opacity: 0.5 },
        encoding: { y, x: { ...x, field: "low" }, x2: { field: "high" } },
      },
      {
        mark: { type: "point", filled: true, size: 60, color: ACCENT, opacity: 1 },
        encoding: { y, x: { ...x, field: "value" } },
      },
    ],
  };
}

async function svgOf(spec: TopLevelSpec): Promise<string> {
  const view = new vega.View(vega.parse(compile(spec).spec), { renderer: "none" });
  try {
    return await view.toSVG();
  } finally {
    view.finalize();
  }
}
