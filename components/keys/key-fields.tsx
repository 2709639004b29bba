"use client";

import { useWatch } from "react-hook-form";
import { periodOptions } from "#components/budgets/period-words.ts";
import { CheckboxField } from "#components/forms/checkbox-field.tsx";
import { Disclosure } from "#components/forms/disclosure.tsx";
import { ListField } from "#components/forms/list-field.tsx";
import { PairsField } from "#components/forms/pairs-field.tsx";
import { SelectField } from "#components/forms/select-field.tsx";
import { TextField } from "#components/forms/text-field.tsx";
import { PatternMatch } from "#components/models/pattern-match.tsx";
import { suggestModels } from "#components/models/suggest-models.ts";
import type { KeyChoices } from "#lib/management/keys/read-key-choices.ts";
import { none } from "./key-form-schema.ts";

const expiryOptions = [
  { value: "never", label: "Never" },
  { value: "7", label: "In 7 days" },
  { value: "30", label: "In 30 days" },
  { value: "90", label: "In 90 days" },
  { value: "365", label: "In a year" },
  { value: "date", label: "On a day…" },
] as const;

const unknownPriceOptions = [
  { value: none, label: "As usual: refuse under a hard budget" },
  { value: "refuse", label: "Refuse the request" },
  { value: "allow", label: "Allow it, recorded without a cost" },
  { value: "ceiling", label: "Allow it, counted at its provider’s highest price" },
] as const;

/** What a key may do: what everybody asks for first, the rest under "More". */
export function KeyFields({ choices }: { readonly choices: KeyChoices }) {
  const { routers, models } = choices;
  const routerOptions = [
    { value: none, label: "By the model's name" },
    ...routers.map(({ id, name }) => ({ value: id, label: name })),
  ];
  return (
    <>
      <TextField name="name" label="Name" placeholder="web-app production" />
      {routers.length === 0 ? null : (
        <SelectField
          name="routerId"
          label="Router"
          options={routerOptions}
          help="Its rules decide first. A model they do not match is served by its name."
        />
      )}
      <ListField
        name="allowedModels"
        label="Allowed models"
        optional
        placeholder="All models. Type to choose, * for any letters"
        suggest={suggestModels(models)}
        help={(patterns) => <PatternMatch patterns={patterns} models={models} empty="Empty: all models are allowed." />}
      />
      <div className="grid gap-4 md:grid-cols-2">
        <TextField
          name="budgetUsd"
          label="Budget"
          optional
          inputMode="decimal"
          placeholder="No limit"
          unit="USD"
          help="Hard: never exceeded, not by a cent."
        />
        <SelectField name="budgetPeriod" label="Period" options={periodOptions} />
        <TextField name="requestsPerMinute" label="Requests" optional inputMode="numeric" unit="a minute" />
        <TextField name="tokensPerMinute" label="Tokens" optional inputMode="numeric" unit="a minute" />
      </div>
      <ExpiryFields />
      <Disclosure
        title="More"
        note="Addresses, concurrency, unknown prices, tags"
        fields={["allowedIps", "maxConcurrent", "unknownPrice", "affordableCap", "metadata"]}
      >
        <MoreFields />
      </Disclosure>
    </>
  );
}

function ExpiryFields() {
  const expiry: unknown = useWatch({ name: "expiry" });
  return (
    <div className="grid gap-4 md:grid-cols-2">
      <SelectField name="expiry" label="Expires" options={expiryOptions} />
      {expiry === "date" ? <TextField name="expiresOn" label="Last day" type="date" /> : null}
    </div>
  );
}

function MoreFields() {
  return (
    <>
      <ListField
        name="allowedIps"
        label="Allowed addresses"
        optional
        placeholder="10.0.0.0/8, 203.0.113.7"
        help="Empty: from anywhere."
      />
      <TextField name="maxConcurrent" label="Requests at once" optional inputMode="numeric" />
      <SelectField name="unknownPrice" label="When a model has no known price" options={unknownPriceOptions} />
      <CheckboxField
        name="affordableCap"
        label="Shorten answers to what the budget affords"
        help="Near the end of its budget a request gets a smaller output cap instead of a refusal."
      />
      <PairsField name="metadata" label="Tags" noun="tag" help="On every request of this key, in logs and for rules." />
    </>
  );
}
