import type { ProtocolReport } from "@projectionist/recsys";
import { plotsOf, type Plot } from "./plots.ts";
import { factsText, figureText, metricsOf } from "./report-text.ts";

/** A page about one evaluation that stands alone: a plot for each main metric, the table, and what each model is. */
export async function reportHtml(report: ProtocolReport): Promise<string> {
  const plots = await plotsOf(report);
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${escaped(report.protocol)} · Projectionist</title>
<style>${style}</style>
<main>
<h1>${escaped(report.protocol)}</h1>
<p>${escaped(report.description)}</p>
<p class="facts">${escaped(factsText(report))}</p>
<div class="plots">${plots.map(figureOf).join("")}</div>
<h2>Figures</h2>
<div class="scroll">${tableOf(report)}</div>
<p class="facts">± one standard error of the mean, where there is one. The best of each column is bold.</p>
<h2>Models</h2>
<dl>${report.figures.map(({ model, summary }) => `<dt>${escaped(model)}</dt><dd>${escaped(summary)}</dd>`).join("")}</dl>
</main>
</html>
`;
}

const figureOf = ({ title, wide, narrow }: Plot) =>
  `<figure><figcaption>${escaped(title)}</figcaption><div class="wide">${wide}</div><div class="narrow">${narrow}</div></figure>`;

function tableOf(report: ProtocolReport): string {
  const metrics = metricsOf(report);
  const best = new Map(metrics.map((metric) => [metric, bestOf(report, metric)]));
  const cell = (metric: string, value: number | undefined, error: number | undefined) => {
    const text = figureText(value) + (error ? ` <small>± ${figureText(error)}</small>` : "");
    return `<td>${value !== undefined && value === best.get(metric) ? `<strong>${text}</strong>` : text}</td>`;
  };
  const rows = report.figures.map(
    ({ model, metrics: values, errors, fitSeconds, scoreSeconds }) =>
      `<tr><th scope="row">${escaped(model)}</th>${metrics.map((metric) => cell(metric, values[metric], errors[metric])).join("")}` +
      `<td>${fitSeconds.toFixed(1)}</td><td>${scoreSeconds.toFixed(1)}</td></tr>`,
  );
  const headings = ["model", ...metrics, "fit s", "score s"].map((name) => `<th scope="col">${escaped(name)}</th>`);
  return `<table><thead><tr>${headings.join("")}</tr></thead><tbody>${rows.join("")}</tbody></table>`;
}

/** Of these, less is better. */
const lowerIsBetter = /^(RMSE|MAE|Gini)/i;

function bestOf({ figures }: ProtocolReport, metric: string): number | undefined {
  const values = figures.map(({ metrics }) => metrics[metric]).filter((value) => value !== undefined);
  return values.length === 0 ? undefined : Math[lowerIsBetter.test(metric) ? "min" : "max"](...values);
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}

const style = `
:root { color-scheme: light dark; --ink: light-dark(#1c1917, #f5f5f4); --faint: light-dark(#d6d3d1, #44403c);
  --accent: light-dark(#b45309, #fbbf24); --page: light-dark(#fafaf9, #1c1917); --quiet: light-dark(#57534e, #a8a29e); }
body { margin: 0; background: var(--page); color: var(--ink); font: 16px/1.5 system-ui, sans-serif; }
main { max-width: 60rem; margin: 0 auto; padding: 1.5rem 1rem 4rem; }
h1 { font-size: 1.75rem; margin: 0 0 .5rem; } h2 { font-size: 1.2rem; margin: 2rem 0 .5rem; }
.facts { color: var(--quiet); font-size: .875rem; }
.plots { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 28rem), 1fr)); gap: 1rem; }
figure { margin: 1rem 0; } figcaption { font-weight: 600; margin-bottom: .25rem; }
.narrow { display: none; } svg { max-width: 100%; height: auto; }
@media (max-width: 700px) { .wide { display: none; } .narrow { display: block; } }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; font-size: .9rem; }
th, td { padding: .35rem .75rem; text-align: right; white-space: nowrap; border-bottom: 1px solid var(--faint); }
th:first-child { text-align: left; position: sticky; left: 0; background: var(--page); } small { color: var(--quiet); }
dt { font-weight: 600; margin-top: .75rem; } dd { margin: 0; color: var(--quiet); }
`;
