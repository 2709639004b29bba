"use client";

import { z } from "zod";
import { TextField } from "./text-field.tsx";
import { optionalWhole } from "./text-schemas.ts";

/** The four timeouts as a form holds them: text, empty for the default. */
export const timeoutsSchema = z.object({
  connectMs: optionalWhole({ min: 1, max: 3_600_000 }),
  firstTokenMs: optionalWhole({ min: 1, max: 3_600_000 }),
  idleMs: optionalWhole({ min: 1, max: 3_600_000 }),
  totalMs: optionalWhole({ min: 1, max: 3_600_000 }),
});

type Timeouts = { readonly [Name in keyof z.input<typeof timeoutsSchema>]?: number };

export function timeoutTexts(timeouts: Timeouts): z.input<typeof timeoutsSchema> {
  const text = (milliseconds: number | undefined) => milliseconds?.toString() ?? "";
  return {
    connectMs: text(timeouts.connectMs),
    firstTokenMs: text(timeouts.firstTokenMs),
    idleMs: text(timeouts.idleMs),
    totalMs: text(timeouts.totalMs),
  };
}

const fields = [
  { name: "connectMs", label: "Connect", usual: "5000" },
  { name: "firstTokenMs", label: "First token", usual: "60000" },
  { name: "idleMs", label: "Silence in a stream", usual: "60000" },
  { name: "totalMs", label: "Whole attempt", usual: "600000" },
] as const;

/** How long each part of an attempt may take before the next target is tried. */
export function TimeoutFields() {
  return (
    <fieldset className="flex min-w-0 flex-col gap-2">
      <legend className="mb-2 font-medium text-sm">
        Timeouts<span className="ml-1.5 font-normal text-muted">Optional</span>
      </legend>
      <div className="grid gap-3 md:grid-cols-2">
        {fields.map(({ name, label, usual }) => (
          <TextField
            key={name}
            name={`timeouts.${name}`}
            label={label}
            inputMode="numeric"
            placeholder={usual}
            unit="ms"
          />
        ))}
      </div>
    </fieldset>
  );
}
