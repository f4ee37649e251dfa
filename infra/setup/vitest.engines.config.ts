import { join } from "node:path";
import { defineConfig } from "vitest/config";

/** The suites that need a real engine, started in a container: `npm run test:engines`. */
export default defineConfig({
  root: join(import.meta.dirname, "../.."),
  test: {
    include: ["{packages,services,infra}/**/*.int.test.ts"],
    // These need the running compose system: see vitest.compose.config.ts.
    exclude: ["**/node_modules/**", "infra/compose/**"],
    testTimeout: 120_000,
    hookTimeout: 180_000,
    // One engine at a time: brokers and small machines do not go together.
    fileParallelism: false,
  },
});
