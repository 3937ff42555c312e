import {defineConfig} from "vitest/config";

const browser = "test/browser/**/*.test.ts";

/** Two projects: `unit`, and `browser`, which builds the site once and opens it in Chromium. */
export default defineConfig({
  test: {
    projects: [
      {test: {name: "unit", include: ["test/**/*.test.ts"], exclude: [browser], testTimeout: 30_000}},
      {
        test: {
          name: "browser",
          include: [browser],
          globalSetup: "test/browser/build.ts",
          testTimeout: 60_000,
          hookTimeout: 60_000,
          fileParallelism: false
        }
      }
    ]
  }
});
