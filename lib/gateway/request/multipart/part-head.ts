import { GatewayError } from "../../errors.ts";

export type PartHead = {
  readonly name: string;
  /** Present where the part is a file, even with an empty name. */
  readonly filename?: string;
  readonly contentType: string | undefined;
};

/** Reads the lines before a part (RFC 7578). Throws where they name no field. */
export function readPartHead(lines: string): PartHead {
  let disposition = "";
  let contentType: string | undefined;
  for (const line of lines.split("\r\n")) {
    const colon = line.indexOf(":");
    const value = line.slice(colon + 1).trim();
    const header = line.slice(0, colon).trim().toLowerCase();
    if (header === "content-disposition") disposition = value;
    if (header === "content-type") contentType = value;
  }
  const name = parameterOf(disposition, "name");
  if (!/^form-data\b/i.test(disposition) || name === undefined || name === "") {
    throw new GatewayError("invalid_request", { message: "A part of the form has no name." });
  }
  const filename = parameterOf(disposition, "filename") ?? extendedName(disposition);
  return { name: name.slice(0, 128), contentType, ...(filename === undefined ? {} : { filename }) };
}

function parameterOf(disposition: string, name: string): string | undefined {
  const [, quoted, plain] =
    new RegExp(`;\\s*${name}=(?:"((?:[^"\\\\]|\\\\.)*)"|([^\\s;]+))`, "i").exec(disposition) ?? [];
  return quoted ?? plain;
}

function extendedName(disposition: string): string | undefined {
  return /;\s*filename\*=[^']*'[^']*'([^\s;]+)/i.exec(disposition)?.[1];
}
