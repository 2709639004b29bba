import { isJsonObject, type JsonObject, type JsonValue } from "#lib/core/json.ts";

/** What a provider's error body says, whoever wrote it. */
export type ErrorFacts = {
  readonly message: string;
  /** Everything that names the error (`type`, `code`, `status`, `error_type`, `reason`), in small letters. */
  readonly codes: readonly string[];
  /** A status that stands in the body. */
  readonly status?: number;
  readonly param?: string;
  /** Google's list of typed details. */
  readonly details: readonly JsonObject[];
};

/** Reads any body, a list of one included. A body that says nothing gives empty facts. */
export function readErrorFacts(body: unknown): ErrorFacts {
  const outer = Array.isArray(body) ? body[0] : body;
  if (!isJsonObject(outer)) return { message: "", codes: [], details: [] };
  const inner = outer["error"];
  const error = isJsonObject(inner) ? inner : outer;
  const metadata = isJsonObject(error["metadata"]) ? error["metadata"] : {};
  const details = listOfObjects(error["details"]);
  const azure = isJsonObject(error["innererror"]) ? error["innererror"] : {};
  const status = [error["code"], error["status"], error["status_code"], outer["code"]].find(isStatus);
  const { param } = error;
  return {
    message: messageOf(error, outer, metadata),
    codes: [
      ...["type", "code", "status"].map((name) => error[name]),
      ...["error_type", "provider_code"].map((name) => metadata[name]),
      ...(isJsonObject(metadata["flagged_input"]) || Array.isArray(metadata["reasons"])
        ? ["content_policy_violation"]
        : []),
      ...details.map((detail) => detail["reason"]),
      azure["code"],
    ].flatMap((name) => (typeof name === "string" ? [name.toLowerCase()] : [])),
    details,
    ...(isStatus(status) && { status }),
    ...(typeof param === "string" && param !== "" && { param }),
  };
}

/** OpenRouter wraps the true provider's words into `metadata.raw`; its own say only that there was an error. */
function messageOf(error: JsonObject, outer: JsonObject, metadata: JsonObject): string {
  const own = textIn(error["message"] ?? error["detail"] ?? outer["message"] ?? outer["detail"] ?? outer["error"]);
  const { raw } = metadata;
  if (typeof raw !== "string" || (own !== "" && own !== "Provider returned error")) return own;
  return textIn(parsed(raw)) || raw;
}

/** A text, or the texts of a validation report as FastAPI servers send it. */
function textIn(value: unknown): string {
  if (typeof value === "string") return value;
  if (Array.isArray(value)) return value.map(textIn).filter(Boolean).join("; ");
  if (!isJsonObject(value)) return "";
  const text = textIn(value["message"] ?? value["msg"] ?? value["detail"] ?? value["error"]);
  const place = Array.isArray(value["loc"]) ? value["loc"].filter((step) => step !== "body").join(".") : "";
  return place === "" ? text : `${place}: ${text}`;
}

function parsed(text: string): unknown {
  if (!text.startsWith("{")) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function listOfObjects(value: JsonValue | undefined): readonly JsonObject[] {
  return Array.isArray(value) ? value.filter(isJsonObject) : [];
}

function isStatus(value: unknown): value is number {
  return typeof value === "number" && value >= 400 && value < 600;
}
