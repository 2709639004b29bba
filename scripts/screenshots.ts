// `npm run screenshots`: fills a data folder of its own with a team and 30 days of its traffic, starts the server on it,
// and writes every page of the navigation in both themes at 1440 and 390 px to docs/screenshots.
import { copyFile, mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { navigation } from "#components/shell/navigation.ts";
import { fillDataFolder } from "./screenshots/fill.ts";
import { startServer } from "./screenshots/start-server.ts";
import { type Shot, takeScreenshots } from "./screenshots/take.ts";

const folder = join(import.meta.dirname, "..", "docs", "screenshots");
const account = { email: "ada@example.com", password: "pictures of a gateway" };

async function main(): Promise<void> {
  const dataDir = await mkdtemp(join(tmpdir(), "gateway-pictures-"));
  try {
    console.log("Filling a data folder …");
    await fillDataFolder(dataDir, account);
    const server = await startServer({ dataDir, port: await freePort() });
    try {
      console.log("Taking pictures …");
      const complaints = await takeScreenshots({ url: server.url, folder, account, shots: shots() });
      await copyFile(join(folder, "overview-light-1440.png"), join(folder, "overview.png"));
      for (const complaint of complaints) console.log(`  ${complaint}`);
      console.log(`Pictures are in docs/screenshots. ${complaints.length} complaints of the browser.`);
      process.exitCode = complaints.length === 0 ? 0 : 1;
    } finally {
      await server.stop();
    }
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
}

/** Every page of the navigation; the overview over a week, where its chart has a shape. */
function shots(): readonly Shot[] {
  return navigation
    .flatMap((group) => group.entries)
    .map(({ href }) => ({
      name: href.slice(1).replaceAll("/", "-"),
      path: href === "/overview" ? `${href}?range=7d` : href,
    }));
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (typeof address !== "object" || address === null) throw new Error("No port is free.");
  return address.port;
}

await main();
