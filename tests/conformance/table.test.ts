import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { conformanceTable } from "./table.ts";

it("the README shows the table as the command prints it", () => {
  expect(readFileSync("README.md", "utf8")).toContain(`\n${conformanceTable()}\n`);
});
