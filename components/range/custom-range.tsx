"use client";

import { type FormEvent, useId, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Input } from "#components/ui/input.tsx";
import { Label } from "#components/ui/label.tsx";

type Times = { readonly from: string; readonly to: string };

type CustomRangeProps = { readonly range: Times | undefined; readonly onChoose: (range: Times) => void };

const dayMs = 86_400_000;

/** Two moments in the reader's own zone, as the browser's own fields ask for them. */
export function CustomRange({ range, onChoose }: CustomRangeProps) {
  const id = useId();
  const [from, setFrom] = useState(() => toLocal(range ? new Date(range.from) : new Date(Date.now() - dayMs)));
  const [to, setTo] = useState(() => toLocal(range ? new Date(range.to) : new Date()));
  const isBackwards = from !== "" && to !== "" && from >= to;

  function submit(event: FormEvent) {
    event.preventDefault();
    if (from === "" || to === "" || isBackwards) return;
    onChoose({ from: new Date(from).toISOString(), to: new Date(to).toISOString() });
  }

  return (
    <form onSubmit={submit} className="flex flex-col gap-3">
      <div className="flex flex-col gap-1.5">
        <Label htmlFor={`${id}-from`}>From</Label>
        <Input id={`${id}-from`} type="datetime-local" value={from} onChange={(event) => setFrom(event.target.value)} />
      </div>
      <div className="flex flex-col gap-1.5">
        <Label htmlFor={`${id}-to`}>To</Label>
        <Input
          id={`${id}-to`}
          type="datetime-local"
          value={to}
          aria-invalid={isBackwards}
          aria-describedby={`${id}-message`}
          onChange={(event) => setTo(event.target.value)}
        />
        <p id={`${id}-message`} aria-live="polite" className="text-bad text-xs empty:hidden">
          {isBackwards ? "The end lies before the beginning." : ""}
        </p>
      </div>
      <Button type="submit" variant="primary">
        Show this range
      </Button>
    </form>
  );
}

/** What a `datetime-local` field holds: the reader's clock, without a zone. */
function toLocal(at: Date): string {
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}
