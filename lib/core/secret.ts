const shown = "[secret]";

/** Wraps a secret so that logs, JSON and string templates show `[secret]`; opened at the last line that needs it. */
export class Secret {
  readonly #value: string;

  constructor(value: string) {
    this.#value = value;
  }

  reveal(): string {
    return this.#value;
  }

  /** What a person may see to recognise it: the last four characters. */
  hint(): string {
    return this.#value.length < 12 ? "" : this.#value.slice(-4);
  }

  toString(): string {
    return shown;
  }

  toJSON(): string {
    return shown;
  }

  [Symbol.for("nodejs.util.inspect.custom")](): string {
    return shown;
  }
}
