import { join } from "node:path";
import { EdgeRuntime } from "edge-runtime";
import { build } from "esbuild";
import { describe, expect, it } from "vitest";

const root = join(import.meta.dirname, "..", "..");

describe("the engine on a neutral platform", () => {
  it("bundles without any Node built-in and runs a streamed completion in an edge runtime", async () => {
    const { outputFiles } = await build({
      entryPoints: [join(root, "tests", "support", "edge-entry.ts")],
      bundle: true,
      write: false,
      platform: "neutral",
      mainFields: ["module", "main"],
      format: "iife",
      globalName: "engine",
      target: "es2022",
    });
    const runtime = new EdgeRuntime();
    runtime.evaluate(outputFiles[0]?.text ?? "");
    const result = await runtime.evaluate("engine.runCompletion()");
    expect(result.status, result.text).toBe(200);
    expect(result.text).toContain('"content":"Hi"');
    expect(result.text.endsWith("data: [DONE]\n\n")).toBe(true);
    expect(result.settled).toMatchObject([{ status: "success", usage: { input: 10, output: 2 } }]);
  });
});
