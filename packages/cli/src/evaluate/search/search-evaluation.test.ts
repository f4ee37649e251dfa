import { join } from "node:path";
import { temporaryFolder, writeFolder } from "@projectionist/import/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { runEvaluation } from "../run-evaluation.ts";

const plots = [
  "A shark hunts swimmers at a quiet beach.",
  "A policeman and a thief meet for coffee.",
  "Two rats cook in a restaurant of Paris.",
  "An old man ties balloons to his house.",
];
const films = Array.from({ length: 24 }, (_, film) => ({
  title: `Film ${film + 1}`,
  plot: plots[film] ?? `Number ${film} of many dull records.`,
}));
const overviews = [
  "Terror at sea: Film 1 bites.",
  "The cop in Film 2 chases a robber.",
  "Film 3, about rodents who are chefs.",
];

let temporary: Awaited<ReturnType<typeof temporaryFolder>>;
beforeAll(async () => {
  temporary = await temporaryFolder();
  const header =
    "id,title,original_title,original_language,genres,keywords,production_countries,release_date,runtime,overview";
  const rows = overviews.map(
    (overview, film) => `${film + 1},Film ${film + 1},Film ${film + 1},en,[],[],[],2001-05-01,90,"${overview}"`,
  );
  await writeFolder(join(temporary.path, "own"), {
    "movies.dat": Buffer.from(films.map(({ title }, film) => `${film + 1}::${title} (2000)::Drama`).join("\n")),
    "movies_extrainfos.dat": Buffer.from(
      films
        .map(({ title, plot }, film) => `${film + 1}::${title}::2000::PG::N/A::Drama::N/A::N/A::N/A::${plot}::N/A`)
        .join("\n"),
    ),
  });
  await writeFolder(join(temporary.path, "others"), {
    "tmdb_5000_movies.csv": Buffer.from([header, ...rows].join("\n")),
  });
});
afterAll(() => temporary.remove());

const evaluate = (models?: string[], content: string | null = "others") =>
  runEvaluation(
    {
      protocol: "search",
      dataPath: join(temporary.path, "own"),
      contentPath: content === null ? undefined : join(temporary.path, content),
      models,
      seed: 1,
    },
    { onProgress: () => {}, onModel: () => {}, stopped: new AbortController().signal },
  );

test("films are found by what others say of them: with the table by related words and meaning too", async () => {
  const { report } = await evaluate();
  expect(report.facts).toMatchObject({ films: 24, "films asked for": 3, "keywords queries": 0 });
  expect(report.figures.map(({ model }) => model)).toEqual([
    "words",
    "words+related",
    "static",
    "words+static",
    "default",
  ]);
  const found = Object.fromEntries(report.figures.map(({ model, metrics }) => [model, metrics["all: overview R@10"]]));
  expect(found).toMatchObject({ words: 0, default: 1 });
});

test("says what is missing", async () => {
  await expect(evaluate(["best"])).rejects.toThrow('"best" needs a transformer: name one with --semantic-model');
  await expect(evaluate(["words"], null)).rejects.toThrow("Say with --content");
});
