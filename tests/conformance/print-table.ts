import { conformanceTable } from "./table.ts";

process.stdout.write(`${conformanceTable()}\n`);
