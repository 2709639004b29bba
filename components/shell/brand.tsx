import { classNames } from "#components/ui/class-names.ts";

export const productName = "AI Gateway";

/** One way in, several ways on, one of them taken. */
export function BrandMark({ className }: { readonly className?: string }) {
  return (
    <svg viewBox="0 0 20 20" aria-hidden="true" className={classNames("size-5", className)}>
      <g fill="none" stroke="currentColor" strokeWidth="2" strokeLinecap="round">
        <path d="M2 10h4.5c3.5 0 3.5-5.5 7-5.5" />
        <path d="M8 10c3 0 2.5 5.5 5.5 5.5h4" opacity="0.4" />
      </g>
      <circle cx="16.4" cy="4.5" r="2.6" fill="currentColor" />
    </svg>
  );
}
