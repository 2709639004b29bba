import { changeBetween } from "./format-number.ts";
import { Unknown } from "./unknown.tsx";

type ChangeProps = {
  readonly before: number | null;
  readonly now: number | null;
  /** Which way is good news. Spend and traffic are neither. */
  readonly better?: "up" | "down";
  /** What it is compared with, for the hover: "the 24 h before". */
  readonly against: string;
};

const arrows = { up: "↑", down: "↓" } as const;
const words = { up: "up ", down: "down " } as const;

/** How a figure moved: an arrow and a number, coloured only where the direction is good or bad news. */
export function Change({ before, now, better, against }: ChangeProps) {
  if (before === null || now === null) return <Unknown reason={`Nothing to compare with in ${against}`} />;
  const { direction, text } = changeBetween(before, now);
  const tone =
    better === undefined || direction === "same" ? "text-muted" : direction === better ? "text-good" : "text-bad";
  return (
    <span data-hint={`Compared with ${against}`} className={`inline-flex gap-0.5 whitespace-nowrap text-xs ${tone}`}>
      {direction === "same" ? null : (
        <>
          <span aria-hidden="true">{arrows[direction]}</span>
          <span className="sr-only">{words[direction]}</span>
        </>
      )}
      {text}
    </span>
  );
}
