import type { z } from "zod";
import { ManagementError, type ManagementErrorCode } from "./errors.ts";

/** Turns what came from outside into what a use case takes, or says which field is wrong and why. */
export function parseInput<Schema extends z.ZodType>(schema: Schema, raw: unknown): z.output<Schema> {
  const result = schema.safeParse(raw, { reportInput: true });
  if (result.success) return result.data;
  // An unknown field is named first: it is often the misspelling of the one that seems to be missing.
  const { issues } = result.error;
  const issue = issues.find(({ code }) => code === "unrecognized_keys") ?? issues[0];
  throw issue ? toError(issue) : new ManagementError("invalid_request");
}

type Issue = z.core.$ZodIssue;

function toError(issue: Issue): ManagementError {
  const deepest = innermost(issue);
  const field = pathOf(deepest.path);
  switch (deepest.code) {
    case "unrecognized_keys": {
      const param = pathOf([...deepest.path, deepest.keys[0] ?? ""]);
      return invalid("invalid_request", { param, message: `The field '${param}' is not known here.` });
    }
    case "invalid_type": {
      if (deepest.input === undefined)
        return invalid("invalid_request", { param: field, message: `The field '${field}' is required.` });
      return invalid("invalid_type", {
        param: field,
        message: `The field '${field}' must be of type ${deepest.expected}.`,
      });
    }
    case "too_big":
      return invalid("out_of_range", {
        param: field,
        message: `The field '${field}' must be at most ${deepest.maximum}.`,
      });
    case "too_small":
      return invalid("out_of_range", {
        param: field,
        message: `The field '${field}' must be at least ${deepest.minimum}.`,
      });
    case "custom":
      return invalid(customCode(deepest.params), { param: field, message: `The field '${field}' ${deepest.message}.` });
    case "invalid_value":
      return invalid("invalid_request", {
        param: field,
        message: `The field '${field}' must be one of ${deepest.values.map(String).join(", ")}.`,
      });
    default:
      return invalid("invalid_request", { param: field, message: `The field '${field}' is not valid.` });
  }
}

/** Of a union, the complaint of the alternative that came furthest, where one did; of a name, what is wrong with it. */
function innermost(issue: Issue): Issue {
  if (issue.code === "invalid_key") return { ...(issue.issues[0] ?? issue), path: issue.path };
  if (issue.code !== "invalid_union") return issue;
  const deeper = issue.errors.flat().find((inner) => inner.path.length > 0 || inner.code !== "invalid_type");
  return deeper ? innermost({ ...deeper, path: [...issue.path, ...deeper.path] }) : issue;
}

function customCode(params: Record<string, unknown> | undefined): ManagementErrorCode {
  return params?.["code"] === "out_of_range" ? "out_of_range" : "invalid_request";
}

function pathOf(path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, part) => {
    if (typeof part === "number") return `${text}[${part}]`;
    return text === "" ? clipped(part) : `${text}.${clipped(part)}`;
  }, "");
}

/** Names come from the caller; a long one would only fill the message. */
function clipped(part: PropertyKey): string {
  return String(part).slice(0, 64);
}

function invalid(
  code: ManagementErrorCode,
  options: { readonly param: string; readonly message: string },
): ManagementError {
  return new ManagementError(code, options);
}
