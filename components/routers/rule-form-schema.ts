import { z } from "zod";
import { optionalWhole, pairs, pairsOf, whole } from "#components/forms/text-schemas.ts";
import { timeoutsSchema, timeoutTexts } from "#components/forms/timeout-fields.tsx";
import { withoutUnset } from "#components/forms/without-unset.ts";
import type { RuleView } from "#lib/management/rules/rule-view.ts";

const tokens = optionalWhole({ min: 0, max: 1_000_000_000 });

/** Choices that stand for "not a condition": a select has no empty one. */
const any = "any";

const fields = z.object({
  models: z
    .array(z.string().regex(/^[A-Za-z0-9._:/@+*-]{1,128}$/, "is not a model's name or pattern, such as claude-*."))
    .min(1, "Name at least one model, or * for all."),
  providerId: z.string().min(1, "Choose who serves them."),
  targetModel: z
    .string()
    .trim()
    .regex(/^[A-Za-z0-9._:/@+-]{0,128}$/, "One model's name, without spaces or *."),
  priority: whole({ min: 0, max: 1_000_000 }),
  weight: whole({ min: 0, max: 1_000_000 }),
  metadata: pairs,
  endpoint: z.string(),
  stream: z.enum([any, "yes", "no"]),
  minInputTokens: tokens,
  maxInputTokens: tokens,
  retries: optionalWhole({ min: 0, max: 10 }),
  timeouts: timeoutsSchema,
});

/** A rule as the API takes it: what was emptied is sent too, as `null` or as an empty object, so that it goes. */
export const ruleSchema = fields.transform((form, context) => {
  const { models, providerId, priority, weight, targetModel, retries, timeouts } = form;
  const { metadata, endpoint, stream, minInputTokens, maxInputTokens } = form;
  if (maxInputTokens !== undefined && maxInputTokens < (minInputTokens ?? 0)) {
    context.addIssue({ code: "custom", path: ["maxInputTokens"], message: "Not below the least." });
  }
  return {
    ...{ models, providerId, priority, weight },
    targetModel: targetModel === "" ? null : targetModel,
    retries: retries ?? null,
    timeouts: withoutUnset(timeouts),
    when: {
      ...(Object.keys(metadata).length > 0 && { metadata }),
      ...(endpoint !== any && { endpoint }),
      ...(stream !== any && { stream: stream === "yes" }),
      ...withoutUnset({ minInputTokens, maxInputTokens }),
    },
  };
});

export type RuleForm = z.input<typeof ruleSchema>;

export function emptyRule(priority: number): RuleForm {
  const condition = { metadata: [], endpoint: any, stream: any, minInputTokens: "", maxInputTokens: "" } as const;
  const target = { models: [], providerId: "", targetModel: "", priority: String(priority), weight: "1" };
  return { ...target, ...condition, metadata: [], retries: "", timeouts: timeoutTexts({}) };
}

export function ruleTexts(rule: RuleView): RuleForm {
  const { metadata = {}, endpoint = any, stream, minInputTokens, maxInputTokens } = rule.when;
  return {
    models: rule.models,
    providerId: rule.providerId,
    targetModel: rule.targetModel ?? "",
    priority: String(rule.priority),
    weight: String(rule.weight),
    metadata: pairsOf(metadata),
    endpoint,
    stream: stream === undefined ? any : stream ? "yes" : "no",
    minInputTokens: minInputTokens?.toString() ?? "",
    maxInputTokens: maxInputTokens?.toString() ?? "",
    retries: rule.retries?.toString() ?? "",
    timeouts: timeoutTexts(rule.timeouts),
  };
}

/** The server's names for what the form keeps elsewhere. */
export function ruleField(param: string): string {
  if (param === "when") return "maxInputTokens";
  return param.replace(/^when\./, "").replace(/^(metadata|models)[.[].*/, "$1");
}
