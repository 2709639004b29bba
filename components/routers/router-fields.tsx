"use client";

import { useWatch } from "react-hook-form";
import { CheckboxField } from "#components/forms/checkbox-field.tsx";
import { SelectField } from "#components/forms/select-field.tsx";
import { TextField } from "#components/forms/text-field.tsx";
import type { RouterForm } from "./router-form-schema.ts";
import { strategyOptions, strategyWords } from "./strategy-words.ts";

export function RouterFields() {
  const strategy = useWatch<RouterForm, "strategy">({ name: "strategy" });
  return (
    <>
      <TextField name="name" label="Name" placeholder="Production" help="How it is called in keys and logs." />
      <SelectField name="strategy" label="Strategy" options={strategyOptions} help={strategyWords[strategy]?.help} />
      <TextField
        name="retries"
        label="Retries"
        optional
        inputMode="numeric"
        placeholder="2"
        help="How many further targets a request may try after its first one failed."
      />
      <CheckboxField
        name="cacheEnabled"
        label="Cache replies"
        help="Answers a request that was answered before, word for word, without asking a provider."
      />
      <TextField
        name="cacheSeconds"
        label="Keep replies for"
        optional
        inputMode="numeric"
        placeholder="3600"
        help="Seconds, up to 30 days. Holds for requests that ask for the cache themselves, too."
      />
    </>
  );
}
