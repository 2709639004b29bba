import { classNames } from "./class-names.ts";
import { CopyButton } from "./copy-button.tsx";
import { ScrollRegion } from "./scroll-region.tsx";

type CodeBlockProps = {
  readonly code: string;
  /** What it is, for the copy button and the scroll region: "curl request". */
  readonly label: string;
  /** Absent when what is copied must differ from what is shown (a masked secret). */
  readonly copy?: string;
  readonly className?: string;
};

/** Code as it is, scrolled sideways rather than wrapped, one click to copy. */
export function CodeBlock({ code, label, copy = code, className }: CodeBlockProps) {
  return (
    <figure className={classNames("group relative min-w-0 rounded-md border bg-background", className)}>
      <ScrollRegion label={label} className="max-h-96 rounded-md py-3 pr-12 pl-3.5 text-sm">
        <pre className="code leading-5">{code}</pre>
      </ScrollRegion>
      <CopyButton text={copy} label={`Copy ${label}`} className="absolute top-1.5 right-1.5 bg-background" />
    </figure>
  );
}
