import { expect, it } from "vitest";
import { compose, tryCompose } from "./testing/compose.ts";

it("has the command line on the system itself, with its key", async () => {
  const output = await compose(
    "run",
    "--rm",
    "--no-TTY",
    "tools",
    "load",
    "--rate",
    "20",
    "--reads",
    "5",
    "--seconds",
    "3",
  );
  expect(output).toMatch(/^[0-9]+ films; 20 signals\/s/);
  expect(output).toMatch(/[1-9][0-9]* signals .* 0 failed/);
});

it("finds data sets in data/, and says what is missing", async () => {
  const { code, output } = await tryCompose("run", "--rm", "--no-TTY", "tools", "import", "nowhere.zip");
  expect({ code, output }).toEqual({ code: 1, output: expect.stringContaining("There is no /data/nowhere.zip") });
});
