import { Unknown } from "#components/format/unknown.tsx";

/** What is left of the stored keys: their last four characters. */
export function KeyHints({ hints }: { readonly hints: readonly string[] }) {
  const [first] = hints;
  if (first === undefined) return <Unknown reason="No key is stored" />;
  return (
    <span className="code" data-hint={hints.length > 1 ? hints.map((hint) => `…${hint}`).join(", ") : undefined}>
      …{first}
      {hints.length > 1 ? <span className="text-muted"> +{hints.length - 1}</span> : null}
    </span>
  );
}
