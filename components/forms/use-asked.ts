"use client";

import { useState } from "react";

/** Whether it was ever open. What is loaded on first opening stays then, so that its closing is seen and the focus returns. */
export function useAsked(open: boolean): boolean {
  const [asked, setAsked] = useState(open);
  if (open && !asked) setAsked(true);
  return asked;
}
