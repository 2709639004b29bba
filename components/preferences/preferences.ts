/** What the reader chose for this browser. It travels in one cookie, so that the server draws it right at once. */
export type Preferences = {
  readonly sidebar: "open" | "collapsed";
  readonly density: "comfortable" | "dense";
  /** Single-letter shortcuts can be turned off: they get in the way of speech input. */
  readonly shortcuts: "on" | "off";
  readonly timeZone: string;
  /** Column ids by table id; only what differs from the table's own choice. */
  readonly columns: Readonly<Record<string, Readonly<Record<string, boolean>>>>;
};

export const preferencesCookie = "preferences";

export const defaultPreferences: Preferences = {
  sidebar: "open",
  density: "comfortable",
  shortcuts: "on",
  timeZone: "UTC",
  columns: {},
};
