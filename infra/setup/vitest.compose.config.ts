import { join } from "node:path";
import { defineConfig } from "vitest/config";

/** The tests of the system that compose runs: `.ci/compose` starts it for them. */
export default defineConfig({
  root: join(import.meta.dirname, "../.."),
  test: {
    include: ["infra/compose/**/*.int.test.ts"],
    testTimeout: 420_000,
    fileParallelism: false,
  },
});
