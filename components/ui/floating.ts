/** What floats: the only things with a shadow. Shared by menus, popovers, selects and the palette. */
export const floatingClasses = [
  "z-50 rounded-md border border-line-strong bg-raised text-ink shadow-float",
  "origin-(--radix-popper-transform-origin) outline-none",
  "data-[state=open]:animate-appear data-[state=closed]:animate-vanish",
].join(" ");

/** One line of anything that is chosen from. */
export const optionClasses = [
  "relative flex min-h-7 cursor-default select-none items-center gap-2 rounded-sm px-2 py-1 text-sm outline-none",
  // Radix says disabled by an empty attribute, cmdk by true, and by false when it is not.
  "max-md:min-h-9 data-[disabled='']:opacity-50 data-[disabled=true]:opacity-50",
  "data-[highlighted]:bg-ink/6 data-[selected=true]:bg-ink/6",
  "[&_svg]:size-4 [&_svg]:shrink-0 [&_svg]:stroke-[1.75] [&_svg]:text-muted",
].join(" ");

export const optionLabelClasses = "px-2 pt-2 pb-1 text-2xs text-muted";

/** How every tooltip looks, the rich ones and those of the hint layer. */
export const tooltipClasses =
  "z-60 max-w-80 whitespace-pre-line rounded-sm bg-ink px-2 py-1 text-background text-xs leading-4 shadow-float";
