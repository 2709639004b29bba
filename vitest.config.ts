import { defineConfig } from "vitest/config";

/** Generous, because a slow machine is no defect; a test that hangs still ends. */
const patience = { testTimeout: 60_000, hookTimeout: 120_000, teardownTimeout: 20_000 };

export default defineConfig({
  test: {
    environment: "node",
    passWithNoTests: false,
    projects: [
      {
        test: {
          ...patience,
          name: "unit",
          include: [
            "{lib,components,app,scripts}/**/*.test.{ts,tsx}",
            "tests/support/**/*.test.ts",
            "tests/architecture/**/*.test.ts",
            "tests/conformance/**/*.test.ts",
          ],
        },
      },
      {
        test: {
          ...patience,
          name: "integration",
          include: ["tests/{contract,integration,faults}/**/*.test.ts"],
        },
      },
    ],
  },
});
