import { join } from "node:path";
import { defineConfig } from "vitest/config";

/** The end-to-end tests that drive a system by its gateway alone, whoever started it: `npm run e2e`. */
export default defineConfig({
  root: join(import.meta.dirname, "../.."),
  test: {
    include: ["services/all-in-one/src/{story,bad-input,import,models,rebuild}.e2e.test.ts"],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    fileParallelism: false,
  },
});
