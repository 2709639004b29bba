import { describe, expect, it } from "vitest";
import { type Import, isTest, listSourceFiles, readImports } from "./source-files.ts";

type Layer = {
  /** Where its files lie: folders, or single files. */
  readonly at: readonly string[];
  /** The layers it may import besides itself. */
  readonly uses: readonly string[];
  /** The layers of which it may import types, but nothing that runs. */
  readonly usesTypesOf?: readonly string[];
  /** The only packages and built-in modules it may import; absent: any but those of `never`. */
  readonly packages?: readonly string[];
  readonly never?: readonly string[];
};

const web = ["next", "next-auth", "next-themes", "react", "react-dom"];

/** The arrows of the design. There is no other way from one layer to another. */
const layers: Readonly<Record<string, Layer>> = {
  core: { at: ["lib/core/"], uses: [], packages: [] },
  gateway: { at: ["lib/gateway/"], uses: ["core"], packages: ["zod"] },
  env: { at: ["lib/env.ts", "lib/env/"], uses: ["core"], never: web },
  prisma: { at: ["prisma/generated/"], uses: [] },
  catalog: { at: ["prisma/catalog/"], uses: ["core", "gateway"], never: web },
  db: { at: ["lib/db/"], uses: ["core", "env", "prisma"], never: web },
  adapters: { at: ["lib/adapters/"], uses: ["core", "gateway", "db", "env", "prisma"], never: web },
  management: { at: ["lib/management/"], uses: ["core", "gateway", "db", "env", "prisma"], never: web },
  server: {
    at: ["lib/server/"],
    uses: ["core", "gateway", "env", "db", "prisma", "catalog", "adapters", "management"],
  },
  components: { at: ["components/"], uses: ["core"], usesTypesOf: ["management"] },
  app: { at: ["app/"], uses: ["core", "components", "management", "server"] },
  middleware: { at: ["middleware.ts"], uses: ["core", "env", "server"] },
  door: { at: ["server.ts"], uses: ["core", "env", "gateway", "server"] },
};

const files = listSourceFiles();
const programFiles = files.filter(({ path }) => !isTest(path));

describe("imports", () => {
  it.each(Object.entries(layers))("%s imports what its layer may, and nothing else", (name, layer) => {
    const wrong = programFiles
      .filter(({ path }) => layerOf(path) === name)
      .flatMap(({ path, imports }) =>
        imports.filter((one) => !isAllowed(one, name, layer)).map((one) => `${path} -> ${one.target}`),
      );
    expect(wrong).toEqual([]);
  });

  it("leave no file of the program outside the layers", () => {
    const elsewhere = programFiles.filter(
      ({ path }) => layerOf(path) === undefined && !/^(scripts|prisma)\/|\.config\.m?[jt]s$/.test(path),
    );
    expect(elsewhere.map(({ path }) => path)).toEqual([]);
  });

  it("are found in every form there is", () => {
    const text = [
      'import { a } from "./a.ts";',
      'import type { B } from "#lib/core/b.ts";',
      'import {\n  c,\n  type D,\n} from "@scope/c/deep";',
      'export { e } from "../e.ts";',
      'import "node:fs";',
      'const f = await import("pg");',
    ].join("\n");
    expect(readImports("lib/x/y.ts", text)).toEqual([
      { target: "lib/x/a.ts", isOwn: true, isType: false },
      { target: "lib/core/b.ts", isOwn: true, isType: true },
      { target: "@scope/c", isOwn: false, isType: false },
      { target: "lib/e.ts", isOwn: true, isType: false },
      { target: "node:fs", isOwn: false, isType: false },
      { target: "pg", isOwn: false, isType: false },
    ]);
  });
});

describe("source files", () => {
  it("read the environment in lib/env.ts only", () => {
    const readers = programFiles.filter(
      ({ path, text }) => text.includes("process.env") && !/^(lib\/env\.ts|scripts\/)|\.config\.m?[jt]s$/.test(path),
    );
    expect(readers.map(({ path }) => path)).toEqual([]);
  });

  it("of the engine use no global that only Node has", () => {
    const nodeOnly = /(?<![\w.$"'`])(Buffer|process|setImmediate|__dirname|require)\s*[.(]/;
    const users = programFiles.filter(({ path, text }) => /^lib\/(core|gateway)\//.test(path) && nodeOnly.test(text));
    expect(users.map(({ path }) => path)).toEqual([]);
  });

  it("stay under 300 lines; tables of test cases may be longer", () => {
    const long = files.filter(({ path, text }) => text.split("\n").length > (isTest(path) ? 701 : 301));
    expect(long.map(({ path }) => path)).toEqual([]);
  });
});

function layerOf(path: string): string | undefined {
  return Object.entries(layers).find(([, { at }]) =>
    at.some((place) => path === place || (place.endsWith("/") && path.startsWith(place))),
  )?.[0];
}

function isAllowed({ target, isOwn, isType }: Import, name: string, layer: Layer): boolean {
  if (!isOwn) return layer.packages ? layer.packages.includes(target) : !layer.never?.includes(target);
  const targetLayer = layerOf(target);
  if (targetLayer === name || /\.(css|json)$/.test(target)) return true;
  if (targetLayer === undefined) return false;
  return layer.uses.includes(targetLayer) || (isType && (layer.usesTypesOf?.includes(targetLayer) ?? false));
}
