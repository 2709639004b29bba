"use client";

import { usePreferences } from "../preferences/preferences-provider.tsx";
import { formatRelative, formatTime, formatUtc, type TimeStyle } from "./format-time.ts";
import { Unknown } from "./unknown.tsx";
import { useNow } from "./use-now.ts";

type TimeProps = {
  /** ISO 8601 in UTC; null when it never happened. */
  readonly at: string | null;
  readonly style?: TimeStyle | "relative";
  /** Said in place of a time that is not there: "Never used". */
  readonly absent?: string;
  readonly className?: string;
};

/** A time in the reader's zone. The UTC is one hover away. */
export function Time({ at, style = "minute", absent = "Not known", className }: TimeProps) {
  if (at === null) return <Unknown reason={absent} />;
  return style === "relative" ? (
    <RelativeTime at={at} className={className} />
  ) : (
    <AbsoluteTime at={at} style={style} className={className} />
  );
}

type PartProps = { readonly at: string; readonly className: string | undefined };

function AbsoluteTime({ at, style, className }: PartProps & { readonly style: TimeStyle }) {
  const { timeZone } = usePreferences();
  const date = new Date(at);
  return (
    <time dateTime={at} data-hint={formatUtc(date)} className={className}>
      {formatTime(date, style, timeZone)}
    </time>
  );
}

function RelativeTime({ at, className }: PartProps) {
  const { timeZone } = usePreferences();
  const now = useNow();
  const date = new Date(at);
  const absolute = formatTime(date, "second", timeZone);
  return (
    <time dateTime={at} data-hint={`${absolute}\n${formatUtc(date)}`} className={className}>
      {formatRelative(date, new Date(now)) ?? formatTime(date, "date", timeZone)}
    </time>
  );
}
