import { readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { type CatalogIndex, catalogIndex } from "#lib/gateway/catalog/provider-row.ts";
import { type CatalogFile, type CatalogRow, catalogFile, catalogRow } from "#lib/gateway/catalog/row.ts";

export const catalogFolder = fileURLToPath(new URL("../prisma/catalog/", import.meta.url));

export type CatalogFolder = { readonly index: CatalogIndex; readonly files: readonly CatalogFile[] };

/** Reads and checks the index and every model file that it names. Throws on the first bad row. */
export async function readCatalogFolder(folder: string): Promise<CatalogFolder> {
  const index = catalogIndex.parse(JSON.parse(await readFile(`${folder}/index.json`, "utf8")));
  const files: CatalogFile[] = [];
  for (const provider of Object.keys(index.modelsByProvider)) {
    files.push(catalogFile.parse(JSON.parse(await readFile(modelsPath(folder, provider), "utf8"))));
  }
  return { index, files };
}

/** Checks everything before the first byte is written. */
export async function writeCatalogFolder(folder: string, { index, files }: CatalogFolder): Promise<void> {
  const texts = files.map(
    (file) => [modelsPath(folder, file.provider), printCatalogFile(catalogFile.parse(file))] as const,
  );
  const counts = files.map((file) => [file.provider, file.models.length] as const);
  const checked = catalogIndex.parse({
    ...index,
    models: counts.reduce((total, [, count]) => total + count, 0),
    modelsByProvider: Object.fromEntries(counts),
  });
  for (const [path, text] of texts) await writeFile(path, text);
  await writeFile(`${folder}/index.json`, `${JSON.stringify(checked, null, 2)}\n`);
}

/** One model a line, its fields in the order of the schema, so that a diff shows what changed and nothing else. */
export function printCatalogFile({ provider, models }: CatalogFile): string {
  const lines = models.map((model) => JSON.stringify(inOrder(model)));
  return `{\n"provider":${JSON.stringify(provider)},\n"models":[\n${lines.join(",\n")}\n]\n}\n`;
}

const fieldOrder = Object.keys(catalogRow.shape);

function inOrder(row: CatalogRow): object {
  const fields = Object.entries(row);
  return Object.fromEntries(fields.toSorted(([left], [right]) => fieldOrder.indexOf(left) - fieldOrder.indexOf(right)));
}

function modelsPath(folder: string, provider: string): string {
  return `${folder}/models/${provider}.json`;
}
