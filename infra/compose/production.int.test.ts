import { expect, it } from "vitest";
import { tryCompose } from "./testing/compose.ts";

/** Starts auth once more in production mode, beside the running system. */
function inProduction(settings: Readonly<Record<string, string>>) {
  const all = Object.entries({ PROJECTIONIST_MODE: "production", ...settings });
  const variables = all.flatMap(([name, value]) => ["--env", `${name}=${value}`]);
  return tryCompose("run", "--rm", "--no-deps", "--no-TTY", ...variables, "auth");
}

it.each([
  ["the e-mail address that demos have", {}, "the demo account admin@example.com"],
  ["documents of a demo", { ADMIN_EMAIL: "root@cinema.example" }, "the demo account alice@example.com"],
  [
    "a password that everybody knows",
    { ADMIN_EMAIL: "root@cinema.example", ADMIN_PASSWORD: "projectionist" },
    "ADMIN_PASSWORD",
  ],
  ["a key that can be guessed", { BOOTSTRAP_KEY: "pk_default" }, "BOOTSTRAP_KEY"],
])("production refuses %s in one clear message", async (_what, settings, message) => {
  const { code, output } = await inProduction(settings);
  expect({ code, output }).toEqual({ code: 1, output: expect.stringContaining(message) });
  expect(output).not.toContain("    at ");
});
