export type HintSide = "top" | "right";

type Box = { readonly left: number; readonly top: number; readonly width: number; readonly height: number };
type Size = { readonly width: number; readonly height: number };
type Room = { readonly side: HintSide; readonly viewport: Size };

const gap = 6;
const margin = 8;

/** Where a hint's top left corner goes: beside its owner, never outside the window, below it when there is no room above. */
export function placeHint(owner: Box, hint: Size, { side, viewport }: Room): { left: number; top: number } {
  if (side === "right") {
    return within(
      { left: owner.left + owner.width + gap, top: owner.top + owner.height / 2 - hint.height / 2 },
      hint,
      viewport,
    );
  }
  const above = owner.top - hint.height - gap;
  const top = above >= margin ? above : owner.top + owner.height + gap;
  return within({ left: owner.left + owner.width / 2 - hint.width / 2, top }, hint, viewport);
}

function within(place: { left: number; top: number }, hint: Size, viewport: Size) {
  const clamp = (value: number, most: number) => Math.round(Math.max(margin, Math.min(value, most)));
  return {
    left: clamp(place.left, viewport.width - hint.width - margin),
    top: clamp(place.top, viewport.height - hint.height - margin),
  };
}
