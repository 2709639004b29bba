import { createInterface } from "node:readline/promises";
import { parseArgs } from "node:util";
import { type ApplyOptions, applyComparison } from "./catalog-apply.ts";
import { type Comparison, compareListing, isEmpty } from "./catalog-compare.ts";
import { type CatalogFolder, catalogFolder, readCatalogFolder, writeCatalogFolder } from "./catalog-files.ts";
import type { Listing } from "./catalog-listing.ts";
import { readModelsDev } from "./catalog-models-dev.ts";
import { readOpenrouter } from "./catalog-openrouter.ts";
import { printComparison } from "./catalog-print.ts";

const usage = `Compares prisma/catalog with live price lists and shows what changed.

  npm run catalog:refresh -- [--write] [--accept-free]

  --write                write the changes; without it they are shown, and on a terminal you are asked
  --accept-free          believe that a paid price became 0
  --openrouter-url URL   default https://openrouter.ai/api/v1/models
  --models-dev-url URL   default https://models.dev/api.json
  --catalog FOLDER       default prisma/catalog
  --as-of YYYY-MM-DD     the day the lists were read; default today`;

const options = {
  write: { type: "boolean", default: false },
  "accept-free": { type: "boolean", default: false },
  "openrouter-url": { type: "string", default: "https://openrouter.ai/api/v1/models" },
  "models-dev-url": { type: "string", default: "https://models.dev/api.json" },
  catalog: { type: "string", default: catalogFolder },
  "as-of": { type: "string", default: new Date().toISOString().slice(0, 10) },
  help: { type: "boolean", default: false },
} as const;

export type RefreshTerminal = {
  readonly print: (line: string) => void;
  readonly printError: (line: string) => void;
  /** Absent where nobody can answer. */
  readonly confirm?: (question: string) => Promise<boolean>;
};

/** Shows what live lists change in the catalog, writes it when told to, and answers the exit code. */
export async function refreshCatalog(args: readonly string[], terminal: RefreshTerminal): Promise<number> {
  try {
    return await refresh(args, terminal);
  } catch (error) {
    terminal.printError(`catalog:refresh: ${reasonOf(error)}`);
    return 1;
  }
}

async function refresh(args: readonly string[], terminal: RefreshTerminal): Promise<number> {
  const { values } = parseArgs({ args: [...args], options });
  if (values.help) {
    terminal.print(usage);
    return 0;
  }
  const folder = await readCatalogFolder(values.catalog);
  const sources: readonly Source[] = [
    { url: values["openrouter-url"], read: readOpenrouter },
    { url: values["models-dev-url"], read: readModelsDev },
  ];
  const listings = await readSources(sources, terminal);
  if (listings.length === 0) return 1;

  const comparisons = folder.files.flatMap((file) =>
    listings.filter(({ provider }) => provider === file.provider).map((listing) => compareListing(file, listing)),
  );
  for (const comparison of comparisons) for (const line of printComparison(comparison)) terminal.print(line);
  if (comparisons.every(isEmpty)) {
    terminal.print("The catalog is up to date.");
    return 0;
  }
  if (!values.write && !(await terminal.confirm?.("Write these changes?"))) {
    terminal.print("Nothing was written. --write writes the changes.");
    return 0;
  }
  const suspicious = values["accept-free"] ? "accept" : "keep";
  await writeCatalogFolder(values.catalog, applyAll(folder, comparisons, { asOf: values["as-of"], suspicious }));
  terminal.print(`Written to ${values.catalog}. Look at the difference, then run npm test.`);
  return 0;
}

type Source = { readonly url: string; readonly read: (body: unknown) => readonly Listing[] };

/** A source that cannot be read is named in one line and left out: the others are about other providers. */
async function readSources(sources: readonly Source[], terminal: RefreshTerminal): Promise<readonly Listing[]> {
  const results = await Promise.allSettled(sources.map(async ({ url, read }) => read(await fetchJson(url))));
  return results.flatMap((result, index) => {
    if (result.status === "fulfilled") return result.value;
    terminal.printError(`catalog:refresh: cannot read ${sources[index]?.url}: ${reasonOf(result.reason)}`);
    return [];
  });
}

async function fetchJson(url: string): Promise<unknown> {
  const reply = await fetch(url, { headers: { accept: "application/json" }, signal: AbortSignal.timeout(30_000) });
  if (!reply.ok) throw new Error(`it answered ${reply.status}`);
  return await reply.json();
}

/** The innermost reason in one line: fetch hides "no such host" behind "fetch failed". */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.name === "ZodError") return "it does not have the expected form";
  if (error.cause !== undefined) return reasonOf(error.cause);
  return ("code" in error && error.message === "" ? String(error.code) : error.message).split("\n")[0] ?? error.name;
}

function applyAll(
  { index, files }: CatalogFolder,
  comparisons: readonly Comparison[],
  apply: ApplyOptions,
): CatalogFolder {
  const byProvider = new Map(comparisons.map((comparison) => [comparison.listing.provider, comparison]));
  const refreshed = files.map((file) => {
    const comparison = byProvider.get(file.provider);
    return comparison ? applyComparison(file, comparison, apply) : file;
  });
  const asOf = [index.asOf, apply.asOf].sort().at(-1) ?? index.asOf;
  const read = new Set(comparisons.map((comparison) => comparison.listing.source));
  const sources = index.sources.map((source) => (read.has(source.name) ? { ...source, asOf: apply.asOf } : source));
  return { index: { ...index, asOf, sources }, files: refreshed };
}

async function askOnTerminal(question: string): Promise<boolean> {
  const lines = createInterface({ input: process.stdin, output: process.stdout });
  const answer = await lines.question(`${question} [y/N] `);
  lines.close();
  return /^y(es)?$/i.test(answer.trim());
}

if (import.meta.main) {
  process.exitCode = await refreshCatalog(process.argv.slice(2), {
    print: (line) => console.log(line),
    printError: (line) => console.error(line),
    ...(process.stdin.isTTY ? { confirm: askOnTerminal } : {}),
  });
}
