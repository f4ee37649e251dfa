import { join } from "node:path";
import { defineConfig } from "vitest/config";

/**
 * The end-to-end tests that drive a system by its gateway alone, whoever started it: `npm run e2e`. The models' story is one of
 * them that fills a system with simulated viewers, which containers project for minutes after it: it runs with `npm test`.
 */
export default defineConfig({
  root: join(import.meta.dirname, "../.."),
  test: {
    include: ["services/all-in-one/src/{story,bad-input,import,rebuild}.e2e.test.ts"],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    fileParallelism: false,
  },
});
