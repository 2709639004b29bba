"use client";

import { CalendarIcon } from "lucide-react";
import { useState } from "react";
import { usePreferences } from "#components/preferences/preferences-provider.tsx";
import { Button } from "#components/ui/button.tsx";
import { Popover, PopoverContent, PopoverTrigger } from "#components/ui/popover.tsx";
import { Segmented } from "#components/ui/segmented.tsx";
import { useUrlQuery } from "../data-table/use-url-query.ts";
import { formatTime } from "../format/format-time.ts";
import { CustomRange } from "./custom-range.tsx";
import type { PickedRange, RangeName } from "./read-range.ts";

type RangePickerProps = {
  readonly range: PickedRange;
  /** The range of an address that names none. */
  readonly usual: RangeName | "any";
};

const options = [
  { value: "24h", label: "24 h", hint: "The last 24 hours" },
  { value: "7d", label: "7 d", hint: "Today and the 6 days before" },
  { value: "30d", label: "30 d", hint: "Today and the 29 days before" },
] as const;
const any = { value: "any", label: "Any time" } as const;

/** Which time the page is about. It lives in the address. */
export function RangePicker({ range, usual }: RangePickerProps) {
  const [open, setOpen] = useState(false);
  const { change } = useUrlQuery();
  const { timeZone } = usePreferences();
  const isCustom = range.kind === "custom";

  function choose(kind: RangeName | "any") {
    change({ range: kind === usual ? undefined : kind, from: undefined, to: undefined });
  }

  return (
    <div className="flex items-center gap-2">
      <Segmented
        label="Time range"
        value={isCustom ? "" : range.kind}
        options={usual === "any" ? [any, ...options] : options}
        onChange={choose}
      />
      <Popover open={open} onOpenChange={setOpen}>
        <PopoverTrigger asChild>
          <Button className={isCustom ? "border-accent" : "max-sm:px-2.5"}>
            <CalendarIcon aria-hidden="true" />
            {isCustom ? (
              `${minute(range.from, timeZone)} – ${minute(range.to, timeZone)}`
            ) : (
              <span className="max-sm:sr-only">Custom</span>
            )}
          </Button>
        </PopoverTrigger>
        <PopoverContent align="end" className="w-72">
          <CustomRange
            range={isCustom ? range : undefined}
            onChoose={({ from, to }) => {
              setOpen(false);
              change({ range: undefined, from, to });
            }}
          />
        </PopoverContent>
      </Popover>
    </div>
  );
}

function minute(at: string, timeZone: string): string {
  return formatTime(new Date(at), "minute", timeZone);
}
