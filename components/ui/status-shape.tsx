import { classNames } from "./class-names.ts";

export type StatusShapeName = keyof typeof shapes;

/** Told apart without colour: full disc, triangle, square, slashed ring, half disc. */
const shapes = {
  disc: <circle cx="5" cy="5" r="4" fill="currentColor" />,
  triangle: <path d="M5 .8 9.6 9H.4Z" fill="currentColor" />,
  square: <rect x="1" y="1" width="8" height="8" rx="1" fill="currentColor" />,
  ring: (
    <g fill="none" stroke="currentColor" strokeWidth="1.5">
      <circle cx="5" cy="5" r="3.75" />
      <path d="m2.4 7.6 5.2-5.2" />
    </g>
  ),
  half: (
    <g>
      <circle cx="5" cy="5" r="3.75" fill="none" stroke="currentColor" strokeWidth="1.5" />
      <path d="M5 1a4 4 0 0 1 0 8Z" fill="currentColor" />
    </g>
  ),
} as const;

export function StatusShape({ shape, className }: { readonly shape: StatusShapeName; readonly className?: string }) {
  return (
    <svg viewBox="0 0 10 10" aria-hidden="true" className={classNames("size-2.5 shrink-0", className)}>
      {shapes[shape]}
    </svg>
  );
}
