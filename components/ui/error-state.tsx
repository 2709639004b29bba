"use client";

import { Button } from "./button.tsx";
import { classNames } from "./class-names.ts";
import { StatusShape } from "./status-shape.tsx";

type ErrorStateProps = {
  /** What could not be done: "The logs could not be read". */
  readonly title: string;
  /** What the server said and what to do about it. */
  readonly message: string;
  readonly onRetry?: () => void;
  readonly className?: string;
};

export function ErrorState({ title, message, onRetry, className }: ErrorStateProps) {
  return (
    <div role="alert" className={classNames("flex flex-col items-center gap-1 px-6 py-16 text-center", className)}>
      <p className="inline-flex items-center gap-2 font-medium text-base">
        <StatusShape shape="square" className="text-bad" />
        {title}
      </p>
      <p className="max-w-100 text-balance break-words text-muted text-sm">{message}</p>
      {onRetry === undefined ? null : (
        <Button className="mt-4" onClick={onRetry}>
          Try again
        </Button>
      )}
    </div>
  );
}
