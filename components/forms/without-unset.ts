type Set<Fields> = { [Name in keyof Fields]?: Exclude<Fields[Name], undefined> };

/** Leaves out what is not set: the API tells a field that is not there from one that is empty. */
export function withoutUnset<Fields extends Readonly<Record<string, unknown>>>(fields: Fields): Set<Fields>;
export function withoutUnset(fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}
