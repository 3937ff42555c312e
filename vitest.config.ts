import {availableParallelism} from "node:os";
import {defineConfig} from "vitest/config";

const browser = "test/browser/**/*.test.ts";

/** Projects: `unit`; `browser`, which builds the site once and opens it in Chromium; and `audit`, for what is slow. */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: "unit",
          include: ["test/**/*.test.ts"],
          exclude: [browser],
          testTimeout: 30_000,
          // All cores: by default one is left idle, which on two cores is half of them.
          maxWorkers: availableParallelism()
        }
      },
      {
        test: {
          name: "browser",
          include: [browser],
          globalSetup: "test/browser/build.ts",
          testTimeout: 120_000,
          hookTimeout: 120_000,
          // What a page does upon an input takes a second and more on a slow machine.
          expect: {poll: {timeout: 30_000}},
          // Two files at a time, each with a browser of its own: a page that is waited for leaves a core idle.
          maxWorkers: 2
        }
      },
      {
        test: {
          name: "audit",
          include: ["test/**/*.audit.ts"],
          globalSetup: "test/browser/build.ts",
          testTimeout: 180_000,
          hookTimeout: 180_000,
          fileParallelism: false
        }
      }
    ]
  }
});
