"use client";

import { Disclosure } from "#components/forms/disclosure.tsx";
import { ListField } from "#components/forms/list-field.tsx";
import { PairsField } from "#components/forms/pairs-field.tsx";
import { TextField } from "#components/forms/text-field.tsx";
import { TimeoutFields } from "#components/forms/timeout-fields.tsx";
import type { ProviderKind } from "#lib/management/providers/list-provider-kinds.ts";
import { KeysField } from "./keys-field.tsx";

type ProviderFieldsProps = {
  readonly kind: ProviderKind;
  /** The last four characters of the stored keys, when there are some: an empty field then keeps them. */
  readonly keyHints?: readonly string[];
};

/** The form that a kind of provider asks for: what it cannot do without first, the rest under "Advanced". */
export function ProviderFields({ kind, keyHints = [] }: ProviderFieldsProps) {
  const asksForUrl = kind.baseUrl === undefined || kind.isLocal;
  const stored = keyHints.map((hint) => `…${hint}`).join(", ");
  return (
    <>
      <TextField name="name" label="Name" help="How it is called in logs and routers." />
      <KeysField
        optional={!kind.needsKey || stored !== ""}
        help={
          stored === ""
            ? "Sealed before it is stored. Only its last four characters are ever shown again."
            : `Leave it empty to keep ${stored}.`
        }
      />
      {asksForUrl ? <BaseUrlField kind={kind} /> : null}
      <Disclosure
        title="Advanced"
        note="Priority, models, headers, timeouts"
        fields={["priority", "models", "headers", "timeouts", ...(asksForUrl ? [] : ["baseUrl"])]}
      >
        {asksForUrl ? null : <BaseUrlField kind={kind} />}
        <TextField
          name="priority"
          label="Priority"
          optional
          inputMode="numeric"
          placeholder="100"
          help="The lower number is asked first. Dragging in the list sets it too."
        />
        <ListField
          name="models"
          label="Models"
          optional
          placeholder="gpt-4o-mini, my-deployment"
          help="Only these are offered, besides what a sync finds. Empty: all that the catalog lists."
        />
        <PairsField name="headers" label="Headers" noun="header" help="Sent with every request to this provider." />
        <TimeoutFields />
      </Disclosure>
    </>
  );
}

function BaseUrlField({ kind: { baseUrl } }: { readonly kind: ProviderKind }) {
  return (
    <TextField
      name="baseUrl"
      label="Base URL"
      optional={baseUrl !== undefined}
      inputMode="url"
      className="code"
      spellCheck={false}
      placeholder={baseUrl ?? "https://api.example.com/v1"}
      help="With the version segment: the gateway appends /chat/completions and the like."
    />
  );
}
