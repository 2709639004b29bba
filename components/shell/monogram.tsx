import { classNames } from "#components/ui/class-names.ts";

type MonogramProps = { readonly name: string; readonly shape?: "square" | "round"; readonly className?: string };

/** The first letter of a name, whatever script it is written in. Decoration: the name stands beside it. */
export function Monogram({ name, shape = "square", className }: MonogramProps) {
  const [letter = "?"] = name.trim();
  return (
    <span
      aria-hidden="true"
      className={classNames(
        "grid size-6 shrink-0 place-items-center border border-line-strong bg-surface font-semibold text-2xs text-ink",
        shape === "round" ? "rounded-full" : "rounded-sm",
        className,
      )}
    >
      {letter.toLocaleUpperCase("en")}
    </span>
  );
}
