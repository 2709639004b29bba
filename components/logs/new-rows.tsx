"use client";

import { ArrowUpIcon } from "lucide-react";
import type { RefObject } from "react";

type NewRowsProps = {
  readonly held: { readonly count: number; readonly isGap: boolean; readonly show: () => void };
  readonly frame: RefObject<HTMLElement | null>;
};

/** What arrived while the reader was further down. It moves nothing until it is asked to. */
export function NewRows({ held, frame }: NewRowsProps) {
  function show() {
    held.show();
    const scroller = frame.current?.querySelector("table")?.parentElement;
    scroller?.scrollTo({ top: 0 });
    if (window.scrollY > 0) window.scrollTo({ top: 0 });
  }

  return (
    <div role="status" className="pointer-events-none absolute inset-x-0 top-24 z-20 flex justify-center">
      {held.count === 0 ? null : (
        <button
          type="button"
          onClick={show}
          className="pointer-events-auto inline-flex h-8 animate-appear items-center gap-1.5 rounded-full border border-line-strong bg-raised px-3 font-medium text-accent text-sm shadow-float hover:bg-background max-md:fixed max-md:top-16"
        >
          <ArrowUpIcon aria-hidden="true" className="size-3.5 stroke-2" />
          {held.isGap ? `More than ${held.count} new` : `${held.count} new`}
        </button>
      )}
    </div>
  );
}
