// Writes the Prisma client into prisma/generated.
import process from "node:process";
import { run, toolchainNode } from "./support/toolchain.mjs";

run(toolchainNode(), ["node_modules/prisma/build/index.js", "generate", "--no-hints"], {
  // Prisma wants to download its schema engine even for this, where it is never run; any executable will do.
  PRISMA_SCHEMA_ENGINE_BINARY: process.env["PRISMA_SCHEMA_ENGINE_BINARY"] ?? process.execPath,
  PRISMA_HIDE_UPDATE_MESSAGE: "1",
  CHECKPOINT_DISABLE: "1",
});
