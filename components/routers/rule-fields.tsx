"use client";

import { Disclosure } from "#components/forms/disclosure.tsx";
import { ListField } from "#components/forms/list-field.tsx";
import { PairsField } from "#components/forms/pairs-field.tsx";
import { SelectField, type SelectOption } from "#components/forms/select-field.tsx";
import { TextField } from "#components/forms/text-field.tsx";
import { TimeoutFields } from "#components/forms/timeout-fields.tsx";

const endpoints = [
  ...["chat/completions", "completions", "responses", "messages", "messages/count_tokens", "embeddings"],
  ...["images/generations", "audio/speech", "audio/transcriptions", "audio/translations", "moderations", "rerank"],
];

const streams = [
  { value: "any", label: "Streamed or not" },
  { value: "yes", label: "Streamed only" },
  { value: "no", label: "Not streamed only" },
];

type RuleFieldsProps = {
  readonly providers: readonly SelectOption[];
  /** The stored one, which need not be among those this version knows. */
  readonly endpoint: string;
};

/** Which requests, to whom, and in which place; conditions and limits are folded away. */
export function RuleFields({ providers, endpoint }: RuleFieldsProps) {
  return (
    <>
      <ListField
        name="models"
        label="Models"
        placeholder="gpt-4o-mini, claude-*"
        help="The names that callers ask for; * stands for any letters."
      />
      <SelectField name="providerId" label="Provider" placeholder="Choose a provider" options={providers} />
      <TextField
        name="targetModel"
        label="Target model"
        optional
        className="code"
        spellCheck={false}
        help="Asked from the provider instead. Empty: the model that the caller named."
      />
      <div className="grid gap-4 md:grid-cols-2">
        <TextField
          name="priority"
          label="Priority"
          inputMode="numeric"
          help="The lower number is tried first. Dragging sets it too."
        />
        <TextField name="weight" label="Weight" inputMode="numeric" help="Its share among rules of equal priority." />
      </div>
      <Conditions endpoint={endpoint} />
      <Disclosure title="More" note="Timeouts, retries" fields={["timeouts", "retries"]}>
        <TimeoutFields />
        <TextField name="retries" label="Retries" optional inputMode="numeric" placeholder="As the router" />
      </Disclosure>
    </>
  );
}

const conditionNames = ["metadata", "endpoint", "stream", "minInputTokens", "maxInputTokens"];

function Conditions({ endpoint }: Pick<RuleFieldsProps, "endpoint">) {
  const known = new Set(["any", ...endpoints, endpoint]);
  const options = [...known].map((value) => ({ value, label: value === "any" ? "Any endpoint" : `/v1/${value}` }));
  return (
    <Disclosure title="Conditions" note="Metadata, endpoint, streaming, input tokens" fields={conditionNames}>
      <PairsField
        name="metadata"
        label="Metadata"
        noun="tag"
        help="All of them have to be in the request’s x-gateway-metadata."
      />
      <div className="grid gap-4 md:grid-cols-2">
        <SelectField name="endpoint" label="Endpoint" options={options} />
        <SelectField name="stream" label="Streaming" options={streams} />
        <TextField name="minInputTokens" label="Input tokens, at least" optional inputMode="numeric" />
        <TextField name="maxInputTokens" label="Input tokens, at most" optional inputMode="numeric" />
      </div>
    </Disclosure>
  );
}
