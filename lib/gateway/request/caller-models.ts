import type { JsonObject } from "#lib/core/json.ts";
import { requireModelName } from "../dialects/read-fields.ts";
import { GatewayError } from "../errors.ts";
import type { ParsedBody } from "./parse-body.ts";
import { changeBody } from "./splice-body.ts";

export type CallerModels = {
  /** Without the list, which is the gateway's matter, and with its first model where none was named otherwise. */
  readonly body: ParsedBody;
  /** In the caller's order, without repetitions and without the model itself. */
  readonly fallbacks: readonly string[];
};

const none: readonly string[] = [];
const modelsMax = 10;

/**
 * `models: ["first", "second"]`, as OpenRouter's clients send it: what the caller takes in place of `model` when that
 * cannot serve. Throws naming the field.
 */
export function readCallerModels(body: ParsedBody): CallerModels {
  const { models, ...json } = body.json;
  if (models === undefined) return { body, fallbacks: none };
  const listed = models === null ? none : readNames(models);
  const [first] = listed;
  const changed: JsonObject = json["model"] === undefined && first !== undefined ? { ...json, model: first } : json;
  const others = new Set(listed);
  if (typeof changed["model"] === "string") others.delete(changed["model"]);
  return { body: changeBody(body, changed), fallbacks: [...others] };
}

function readNames(models: unknown): readonly string[] {
  if (!Array.isArray(models)) throw wrong("invalid_type", "must be a list of model names.");
  if (models.length > modelsMax) throw wrong("too_many_items", `may hold at most ${modelsMax} names.`);
  return models.map((name: unknown, index) => requireModelName(name, `models[${index}]`));
}

function wrong(code: "invalid_type" | "too_many_items", problem: string): GatewayError {
  return new GatewayError(code, { message: `The field 'models' ${problem}`, param: "models" });
}
