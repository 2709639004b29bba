import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import { tmpdir } from "node:os";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type CatalogFile, type CatalogRow, catalogFile } from "#lib/gateway/catalog/row.ts";
import { printCatalogFile } from "./catalog-files.ts";
import { refreshCatalog } from "./catalog-refresh.ts";

/** What the live lists answer, by path; a test changes what it is about. */
let lists: Record<string, unknown>;
let server: Server;
let folder: string;

beforeEach(async () => {
  lists = { "/openrouter": { data: [listed("maker/one", {}), listed("maker/two", {})] }, "/models-dev": {} };
  server = createServer((request, reply) => {
    const body = lists[request.url ?? ""];
    reply.writeHead(body === undefined ? 500 : 200, { "content-type": "application/json" });
    reply.end(JSON.stringify(body ?? {}));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  folder = await mkdtemp(`${tmpdir()}/catalog-`);
  await writeCatalog([
    { provider: "openrouter", models: [row("maker/one"), row("maker/two")] },
    { provider: "openai", models: [row("gpt-x", { source: "litellm" })] },
  ]);
});

afterEach(async () => {
  await new Promise((resolve) => server.close(resolve));
  await rm(folder, { recursive: true });
});

describe("a refresh", () => {
  test("of a catalog that is right says so and writes nothing", async () => {
    const before = await readAll();
    const { code, lines } = await refresh("--write");

    expect([code, lines]).toEqual([0, ["The catalog is up to date."]]);
    expect(await readAll()).toEqual(before);
  });

  test("shows a changed price before anything is written, and writes it only when told to", async () => {
    lists["/openrouter"] = { data: [listed("maker/one", { prompt: "0.0000015" }), listed("maker/two", {})] };
    const before = await readAll();
    const shown = await refresh();

    expect(shown.lines).toContain("  ~ price    maker/one  inputUsdPerMtok 1 -> 1.5");
    expect(shown.lines.at(-1)).toMatch(/^Nothing was written/);
    expect(await readAll()).toEqual(before);

    await refresh("--write");
    expect(await find("openrouter", "maker/one")).toMatchObject({
      inputUsdPerMtok: "1.5",
      outputUsdPerMtok: "2",
      asOf: "2026-09-09",
    });
    expect(await find("openrouter", "maker/two")).toMatchObject({ inputUsdPerMtok: "1", asOf: "2026-08-01" });
    expect((await refresh("--write")).lines).toEqual(["The catalog is up to date."]);
  });

  test("asks on a terminal, and takes the answer", async () => {
    lists["/openrouter"] = { data: [listed("maker/one", { prompt: "0.000002" }), listed("maker/two", {})] };

    expect((await refreshWith([], async () => false)).lines.at(-1)).toMatch(/^Nothing was written/);
    expect((await refreshWith([], async () => true)).lines.at(-1)).toMatch(/^Written/);
    expect(await find("openrouter", "maker/one")).toMatchObject({ inputUsdPerMtok: "2" });
  });

  test("adds a new model with all that the list states", async () => {
    const pricing = {
      prompt: "0.00000025",
      completion: "0.000001",
      input_cache_read: "0.000000025",
      audio: "0.0000007",
    };
    const model = { ...listed("maker/three", pricing), canonical_slug: "maker/three-20260901", created: 1_788_220_800 };
    lists["/openrouter"] = { data: [listed("maker/one", {}), listed("maker/two", {}), model] };
    const { lines } = await refresh("--write");

    expect(lines.some((line) => line.startsWith("  + added    maker/three  inputUsdPerMtok 0.25"))).toBe(true);
    expect(await find("openrouter", "maker/three")).toEqual({
      ...row("maker/three"),
      inputUsdPerMtok: "0.25",
      outputUsdPerMtok: "1",
      cachedInputUsdPerMtok: "0.025",
      audioInputUsdPerMtok: "0.7",
      contextTokens: 128_000,
      maxOutputTokens: 4_096,
      inputModalities: ["text", "image"],
      capabilities: {
        tools: true,
        jsonSchema: false,
        vision: true,
        reasoning: false,
        promptCache: true,
        streaming: true,
        temperature: true,
      },
      aliases: ["maker/three-20260901"],
      releasedOn: "2026-09-01",
      asOf: "2026-09-09",
    });
  });

  test("keeps a model that is gone, with its price, and marks it; and unmarks it when it is back", async () => {
    lists["/openrouter"] = { data: [listed("maker/one", {})] };
    expect((await refresh("--write")).lines.join()).toContain("- gone     maker/two");
    expect(await find("openrouter", "maker/two")).toMatchObject({ status: "unlisted", inputUsdPerMtok: "1" });

    lists["/openrouter"] = { data: [listed("maker/one", {}), listed("maker/two", {})] };
    expect((await refresh("--write")).lines.join()).toContain("+ back     maker/two");
    expect(await find("openrouter", "maker/two")).toMatchObject({ status: "active" });
  });

  test("lets no paid price become zero, variable or absent", async () => {
    lists["/openrouter"] = {
      data: [
        listed("maker/one", { prompt: "0", completion: null }),
        listed("maker/two", { prompt: "-1", completion: "-1" }),
      ],
    };
    const { lines } = await refresh("--write");

    expect(lines.filter((line) => line.startsWith("  ! kept"))).toEqual([
      expect.stringContaining("maker/one  inputUsdPerMtok 1 -> 0"),
      expect.stringContaining("maker/two  inputUsdPerMtok 1 -> variable"),
      expect.stringContaining("maker/one  outputUsdPerMtok 2  (no longer stated)"),
    ]);
    expect(await find("openrouter", "maker/one")).toEqual(row("maker/one"));
    expect(await find("openrouter", "maker/two")).toEqual(row("maker/two"));
  });

  test("believes that a paid model became free when told to", async () => {
    lists["/openrouter"] = { data: [listed("maker/one", { prompt: "0", completion: "0" }), listed("maker/two", {})] };
    await refresh("--write", "--accept-free");

    expect(await find("openrouter", "maker/one")).toMatchObject({
      inputUsdPerMtok: "0",
      outputUsdPerMtok: "0",
      free: true,
    });
  });

  test("reads the JSON numbers of models.dev, and leaves alone what was decided against it before", async () => {
    const conflicts = [{ source: "models.dev", field: "input/output", value: "9/2", kept: "1/2" }];
    await writeCatalog([
      { provider: "openrouter", models: [row("maker/one"), row("maker/two")] },
      { provider: "openai", models: [row("gpt-x", { conflicts }), row("gpt-y", { flex: { inputUsdPerMtok: "0.5" } })] },
    ]);
    const models = {
      "gpt-x": priced("gpt-x", { input: 9, output: 2 }),
      "gpt-y": priced("gpt-y", { input: 1, output: 1e-7, cache_read: 0.0001 }),
    };
    lists["/models-dev"] = { openai: { models }, stranger: { models: {} } };
    const { lines } = await refresh("--write");

    expect(lines[0]).toContain("1 known disagreements left as decided");
    expect(lines).toContain("  ~ price    gpt-y  outputUsdPerMtok 2 -> 0.0000001");
    expect(lines.some((line) => line.startsWith("  ? tiers    gpt-y"))).toBe(true);
    expect(await find("openai", "gpt-x")).toMatchObject({ inputUsdPerMtok: "1", conflicts });
    expect(await find("openai", "gpt-y")).not.toHaveProperty("cachedInputUsdPerMtok");
  });

  test("goes on without a source that cannot be read, and says which", async () => {
    delete lists["/models-dev"];
    const { code, lines, errors } = await refresh("--write");

    expect(errors).toEqual([expect.stringMatching(/^catalog:refresh: cannot read http.*models-dev: it answered 500$/)]);
    expect([code, lines]).toEqual([0, ["The catalog is up to date."]]);
  });

  test("refuses a list of another form, and a folder or an option that is none, in one line", async () => {
    lists = { "/openrouter": { data: [] }, "/models-dev": [1] };
    const { code, errors } = await refresh("--write");

    expect([code, errors.length]).toEqual([1, 2]);
    expect(errors.every((line) => line.endsWith("it does not have the expected form"))).toBe(true);
    expect((await refresh("--catalog", "/nowhere")).errors).toEqual([expect.stringContaining("ENOENT")]);
    expect((await refresh("--wrong")).errors).toEqual([expect.stringContaining("--wrong")]);
  });

  test("without a network ends as a command with one line for each source, and writes nothing", async () => {
    const script = fileURLToPath(new URL("catalog-refresh.ts", import.meta.url));
    const dead = await closedAddress();
    const closed = ["--openrouter-url", `${dead}/a`, "--models-dev-url", `${dead}/b`];
    const before = await readAll();
    const failed = await promisify(execFile)(process.execPath, [
      script,
      "--write",
      "--catalog",
      folder,
      ...closed,
    ]).catch((error: unknown) => error);

    expect(failed).toMatchObject({ code: 1, stdout: "" });
    expect(failed).toHaveProperty(
      "stderr",
      expect.stringMatching(/^(catalog:refresh: cannot read http:\/\/127.*ECONNREFUSED.*\n){2}$/),
    );
    expect(await readAll()).toEqual(before);
  });
});

describe("the files of the catalog", () => {
  test("have one model a line, in the order of the schema, and printing them again changes nothing", async () => {
    const shipped = new URL("../prisma/catalog/models/openai.json", import.meta.url);
    const text = await readFile(shipped, "utf8");
    const file = catalogFile.parse(JSON.parse(text));

    expect(printCatalogFile(file)).toBe(text);
    expect(text.split("\n").length).toBe(file.models.length + 6);
  });
});

async function refresh(...args: readonly string[]) {
  return await refreshWith(args);
}

async function refreshWith(args: readonly string[], confirm?: () => Promise<boolean>) {
  const address = addressOf(server);
  const lines: string[] = [];
  const errors: string[] = [];
  const urls = ["--openrouter-url", `${address}/openrouter`, "--models-dev-url", `${address}/models-dev`];
  const code = await refreshCatalog(["--catalog", folder, "--as-of", "2026-09-09", ...urls, ...args], {
    print: (line) => lines.push(line),
    printError: (line) => errors.push(line),
    ...(confirm ? { confirm } : {}),
  });
  return { code, lines, errors };
}

function addressOf(listening: Server): string {
  const address = listening.address();
  return `http://127.0.0.1:${typeof address === "object" && address !== null ? address.port : 0}`;
}

/** Where somebody listened a moment ago and nobody does now. */
async function closedAddress(): Promise<string> {
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
  const address = addressOf(other);
  await new Promise((resolve) => other.close(resolve));
  return address;
}

async function writeCatalog(files: readonly CatalogFile[]): Promise<void> {
  await mkdir(`${folder}/models`, { recursive: true });
  const modelsByProvider = Object.fromEntries(files.map(({ provider, models }) => [provider, models.length]));
  const sources = [{ name: "openrouter-api", asOf: "2026-08-01", license: "MIT", what: "a test" }];
  const index = { asOf: "2026-08-01", models: 3, providers: 2, modelsByProvider, sources };
  await writeFile(`${folder}/index.json`, JSON.stringify(index));
  for (const file of files) await writeFile(`${folder}/models/${file.provider}.json`, printCatalogFile(file));
}

async function readAll(): Promise<readonly string[]> {
  const paths = ["index.json", "models/openrouter.json", "models/openai.json"];
  return await Promise.all(paths.map((path) => readFile(`${folder}/${path}`, "utf8")));
}

async function find(provider: string, id: string): Promise<CatalogRow | undefined> {
  const file = catalogFile.parse(JSON.parse(await readFile(`${folder}/models/${provider}.json`, "utf8")));
  return file.models.find((model) => model.id === id);
}

function row(id: string, rest: Partial<CatalogRow> = {}): CatalogRow {
  return {
    id,
    name: id,
    mode: "chat",
    inputUsdPerMtok: "1",
    outputUsdPerMtok: "2",
    inputModalities: ["text"],
    outputModalities: ["text"],
    capabilities: {},
    status: "active",
    source: "openrouter-api",
    asOf: "2026-08-01",
    agreement: ["openrouter-api"],
    ...rest,
  };
}

/** A model as OpenRouter lists it: prices are decimal strings by the token. */
function listed(id: string, pricing: Readonly<Record<string, string | null>>) {
  return {
    id,
    name: id,
    context_length: 128_000,
    architecture: { input_modalities: ["text", "image"], output_modalities: ["text"] },
    pricing: { prompt: "0.000001", completion: "0.000002", request: "0", ...pricing },
    top_provider: { max_completion_tokens: 4_096 },
    supported_parameters: ["tools", "temperature"],
  };
}

/** A model as models.dev lists it: prices are numbers by the million tokens. */
function priced(id: string, cost: Readonly<Record<string, number>>) {
  return { id, name: id, modalities: { input: ["text"], output: ["text"] }, cost, limit: { context: 128_000 } };
}
