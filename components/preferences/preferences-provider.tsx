"use client";

import {
  createContext,
  type ReactNode,
  use,
  useCallback,
  useEffect,
  useMemo,
  useState,
  useSyncExternalStore,
} from "react";
import { defaultPreferences, type Preferences, preferencesCookie } from "./preferences.ts";
import { writeCookie } from "./write-cookie.ts";

type PreferencesValue = Preferences & {
  /** When the server drew the page: the "now" of the first paint, so that both sides agree on "2 min ago". */
  readonly renderedAt: number;
  readonly update: (change: Partial<Preferences>) => void;
};

const PreferencesContext = createContext<PreferencesValue>({
  ...defaultPreferences,
  renderedAt: 0,
  update: () => undefined,
});

type ProviderProps = { readonly initial: Preferences; readonly renderedAt: number; readonly children: ReactNode };

export function PreferencesProvider({ initial, renderedAt, children }: ProviderProps) {
  const [chosen, setChosen] = useState(initial);
  const timeZone = useSyncExternalStore(neverChanges, browserTimeZone, () => initial.timeZone);

  const update = useCallback((change: Partial<Preferences>) => {
    setChosen((before) => ({ ...before, ...change }));
  }, []);

  useEffect(() => writeCookie(preferencesCookie, JSON.stringify({ ...chosen, timeZone })), [chosen, timeZone]);

  const value = useMemo(() => ({ ...chosen, timeZone, renderedAt, update }), [chosen, timeZone, renderedAt, update]);
  return <PreferencesContext value={value}>{children}</PreferencesContext>;
}

export function usePreferences(): PreferencesValue {
  return use(PreferencesContext);
}

function browserTimeZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/** A reader who travels gets the new zone with the next page. */
function neverChanges() {
  return () => undefined;
}
