import { cleanText } from "#lib/management/clean-text.ts";
import { ManagementError, notFound } from "#lib/management/errors.ts";
import type { OperationInfo } from "#lib/management/operation.ts";
import { readApiBody } from "./read-api-body.ts";
import { organizationField } from "./session.ts";

export type PathParams = Readonly<Record<string, string | readonly string[] | undefined>>;

/**
 * All that an operation is given: the names in its path, and the query of a GET or DELETE or else the body. Next gives
 * no `params` at all to a route without names in its path.
 */
export async function readInput(
  info: OperationInfo,
  request: Request,
  params: PathParams | undefined,
): Promise<unknown> {
  const path = readPath(params ?? {});
  const hasBody = info.method === "POST" || info.method === "PUT";
  const sent = hasBody ? await readApiBody(request) : readQuery(new URL(request.url).searchParams);
  const clash = Object.keys(path).find((name) => Object.hasOwn(sent, name));
  if (clash !== undefined) throw invalid(clash, `The field '${clash}' stands in the path.`);
  return cleanText({ ...sent, ...path });
}

/** Catch-all parts hold names with slashes, such as `openai/gpt-4o-mini`. */
function readPath(params: PathParams): Record<string, string> {
  return Object.fromEntries(
    Object.entries(params).flatMap(([name, value]) => {
      if (value === undefined) return [];
      return [[name, typeof value === "string" ? decodePart(value) : value.map(decodePart).join("/")]];
    }),
  );
}

function decodePart(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    // A path that is not even encoded rightly names nothing of ours.
    throw notFound();
  }
}

/** A filter that is there but says nothing, or says two things, would filter by something else than it seems to. */
function readQuery(query: URLSearchParams): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const [name, value] of query) {
    if (name === organizationField) continue;
    if (Object.hasOwn(fields, name)) throw invalid(name, `The field '${name.slice(0, 64)}' is given twice.`);
    if (value === "") throw invalid(name, `The field '${name.slice(0, 64)}' is empty.`);
    fields[name] = value;
  }
  return fields;
}

function invalid(param: string, message: string): ManagementError {
  return new ManagementError("invalid_request", { param: param.slice(0, 64), message });
}
