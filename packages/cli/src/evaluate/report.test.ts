import type { ProtocolReport } from "@projectionist/recsys";
import { expect, test } from "vitest";
import { reportHtml } from "./report-html.ts";
import { reportText } from "./report-text.ts";

const report: ProtocolReport = {
  protocol: "p1",
  description: "Films <liked> by others.",
  facts: { users: 6040, part: "test" },
  backend: "typescript",
  figures: [
    {
      model: "popularity",
      summary: "Most viewers first.",
      metrics: { "NDCG@100": 0.2204 },
      errors: { "NDCG@100": 0.005 },
      fitSeconds: 0.01,
      scoreSeconds: 1.25,
    },
    {
      model: "ease & more",
      summary: "λ 600",
      metrics: { "NDCG@100": 0.426, "recall@20": 0.357 },
      errors: {},
      fitSeconds: 3,
      scoreSeconds: 2,
    },
  ],
};

test("a terminal shows a row for each model and a dash for what is missing", () => {
  expect(reportText(report).split("\n")).toEqual([
    "p1: Films <liked> by others.",
    "users 6,040, part test, linear algebra typescript",
    "",
    "model        NDCG@100  recall@20  fit s  score s",
    "popularity     0.2204          –    0.0      1.3",
    "ease & more    0.4260     0.3570    3.0      2.0",
  ]);
});

test("the page draws each metric, marks the best, and shows texts as they are", async () => {
  const html = await reportHtml(report);
  expect(html.match(/<figure>/g)).toHaveLength(2);
  expect(html).toContain("<strong>0.4260</strong>");
  expect(html).toContain("0.2204 <small>± 0.0050</small>");
  expect(html).toContain("Films &#60;liked&#62; by others.");
  expect(html).not.toContain("<liked>");
  expect(html).toMatch(/<svg[\s\S]*ease &amp; more[\s\S]*<\/svg>/);
});
