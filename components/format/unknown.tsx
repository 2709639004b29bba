/** What is not known is a dash, never a zero, and says why to whoever asks. */
export function Unknown({ reason }: { readonly reason: string }) {
  return (
    <span data-hint={reason} className="text-faint">
      <span aria-hidden="true">—</span>
      <span className="sr-only">{reason}</span>
    </span>
  );
}
