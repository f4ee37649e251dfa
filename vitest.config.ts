import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["{packages,services,infra}/**/*.test.ts"],
    testTimeout: 20_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
  },
});
