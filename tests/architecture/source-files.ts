import { readdirSync, readFileSync } from "node:fs";
import { posix } from "node:path";

export type SourceFile = { readonly path: string; readonly text: string; readonly imports: readonly Import[] };

export type Import = {
  /** A path from the project's root for our own files, else the package's name or `node:...`. */
  readonly target: string;
  readonly isOwn: boolean;
  /** Only a type is imported: nothing of the target runs or is bundled. */
  readonly isType: boolean;
};

const folders = ["app", "components", "lib", "prisma", "scripts", "tests"];
const ownPrefixes: Readonly<Record<string, string>> = {
  "#lib/": "lib/",
  "#components/": "components/",
  "#prisma/": "prisma/generated/",
};

/** `import ... from "x"`, `export ... from "x"`, `import "x"`, `import("x")`. */
const importPattern =
  /(?:^|\n)\s*(?:import|export)\s+(?<type>type\s)?[^"'`;]*?from\s*["'](?<from>[^"']+)["']|(?:^|\n)\s*import\s*["'](?<bare>[^"']+)["']|\bimport\(\s*["'](?<dynamic>[^"']+)["']/g;

/** Every file that somebody wrote: no generated ones, no packages. */
export function listSourceFiles(): readonly SourceFile[] {
  const inFolders = folders.flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: "utf8" }).map((name) => `${folder}/${name.replaceAll("\\", "/")}`),
  );
  return [...readdirSync("."), ...inFolders]
    .filter((path) => /\.(ts|tsx|mjs)$/.test(path) && !path.startsWith("prisma/generated/") && path !== "next-env.d.ts")
    .sort()
    .map((path) => {
      const text = readFileSync(path, "utf8");
      return { path, text, imports: readImports(path, text) };
    });
}

export function isTest(path: string): boolean {
  return path.startsWith("tests/") || /\.test\.tsx?$/.test(path);
}

export function readImports(path: string, text: string): readonly Import[] {
  return [...text.matchAll(importPattern)].flatMap(({ groups }) => {
    const name = groups?.["from"] ?? groups?.["bare"] ?? groups?.["dynamic"];
    return name ? [{ ...resolveImport(path, name), isType: groups?.["type"] !== undefined }] : [];
  });
}

function resolveImport(path: string, name: string): Pick<Import, "target" | "isOwn"> {
  if (name.startsWith(".")) return { target: posix.join(posix.dirname(path), name), isOwn: true };
  for (const [prefix, folder] of Object.entries(ownPrefixes)) {
    if (name.startsWith(prefix)) return { target: folder + name.slice(prefix.length), isOwn: true };
  }
  const [scope, packageName] = name.split("/");
  return { target: name.startsWith("@") ? `${scope}/${packageName}` : (scope ?? name), isOwn: false };
}
