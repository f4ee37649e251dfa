import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { metricsOf } from "./testing/compose.ts";

type Board = Readonly<{
  panels: readonly Readonly<{ title: string; targets: readonly Readonly<{ expr: string }>[] }>[];
}>;

const file = join(import.meta.dirname, "../grafana/dashboards/overview.json");
const board = JSON.parse(readFileSync(file, "utf8")) as Board;

/** The metric names of a query: what stands before a selector, a range or a closing parenthesis, and is no label. */
function metricsIn(query: string): string[] {
  const plain = query.replace(/\b(by|without) \([^)]*\)/g, "").replace(/\{[^}]*\}/g, "{}");
  return [...plain.matchAll(/\b([a-z][a-z0-9]*_[a-z0-9_]+)\b(?!\s*\()/g)].map(([, name = ""]) => name);
}

it("is watched by queries of metrics that the services have", async () => {
  const services = ["gateway", "auth", "catalog", "activity", "recommender"];
  const texts = await Promise.all(services.map((service) => metricsOf(service, 1)));
  const there = new Set(texts.flatMap((text) => [...text.matchAll(/^# TYPE (\S+)/gm)].map(([, name]) => name)));
  for (const { title, targets } of board.panels) {
    for (const { expr } of targets) {
      const names = metricsIn(expr).map((name) => (there.has(name) ? name : name.replace(/_(bucket|sum|count)$/, "")));
      expect(
        names.filter((name) => !there.has(name)),
        title,
      ).toEqual([]);
      if (!expr.includes("up{")) expect(names.length, title).toBeGreaterThan(0);
    }
  }
});
