import type { JsonObject } from "#lib/core/json.ts";
import { compact } from "../../dialects/compact.ts";
import { GatewayError } from "../../errors.ts";
import { splitExtraFields } from "../extra-fields.ts";
import type { RelayTarget, RelayWritten } from "../relay.ts";
import { type EmbeddingsInput, embeddingFields } from "./input.ts";

/** Throws where more dimensions are asked for than the catalog says the model has. */
export function checkDimensions({ dimensions }: EmbeddingsInput, { model, catalogModel }: RelayTarget): void {
  const max = catalogModel?.row.embeddingDimensions;
  if (dimensions === undefined || max === undefined || dimensions <= max) return;
  const message = `'dimensions' must be at most ${max} for ${model}.`;
  throw new GatewayError("out_of_range", { param: "dimensions", message });
}

/** Tokens of OpenAI's tokenizers mean nothing to a model with another one. */
export function requireTexts({ items }: EmbeddingsInput, { model }: RelayTarget): readonly string[] {
  if (items.kind === "texts") return items.texts;
  const message = `'input' must be text for ${model}, which does not take the tokens of another tokenizer.`;
  throw new GatewayError("unsupported_parameter", { param: "input", message });
}

/** A body of the provider's own form, with those of the caller's further fields that the form knows. */
export function writeEmbeddingsBody(
  input: EmbeddingsInput,
  fields: { readonly [name: string]: JsonObject[string] | undefined },
  taken: readonly string[],
): RelayWritten {
  const { kept, dropped } = splitExtraFields(input.body.json, { read: embeddingFields, taken });
  return { body: JSON.stringify({ ...compact(fields), ...kept }), dropped };
}
