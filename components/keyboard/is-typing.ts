/** Fields take letters as text; menus, lists and dialogs take them for their own purposes. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof Element)) return false;
  const taking = "input, textarea, select, [contenteditable], [role=menu], [role=listbox], [role=dialog]";
  return target.closest(taking) !== null;
}
