import type { FieldValues, Path, UseFormReturn } from "react-hook-form";
import { ApiError } from "../api-client.ts";

/** Where a form keeps what the server calls by another name, or as a part of it: `headers.x-team` is in `headers`. */
export type FieldNames = (param: string) => string;

/**
 * Puts a refusal where the reader can act on it: beside the field it names, else above the form.
 *
 * What is not an `ApiError` is a defect of this page and goes on to the error boundary.
 */
export function placeError<Values extends FieldValues, Output>(
  form: Pick<UseFormReturn<Values, unknown, Output>, "getValues" | "setError">,
  error: unknown,
  fieldOf: FieldNames = (param) => param,
): void {
  if (!(error instanceof ApiError)) throw error;
  const field = error.param === undefined ? undefined : fieldPath(fieldOf(error.param));
  if (field !== undefined && isField(form.getValues(), field)) {
    form.setError(field, { type: error.code, message: error.message }, { shouldFocus: true });
    return;
  }
  form.setError("root.server", { type: error.code, message: error.message });
}
/** `rules[0].models` as the server says it is `rules.0.models` in the form. */
function fieldPath(param: string): string {
  return param.replace(/\[(\d+)\]/g, ".$1");
}

/** Whether the form holds such a field; an error on a field that is not drawn would be seen by nobody. */
function isField<Values extends FieldValues>(values: Values, path: string): path is Path<Values> {
  let at: unknown = values;
  for (const step of path.split(".")) {
    if (typeof at !== "object" || at === null || !(step in at)) return false;
    at = Reflect.get(at, step);
  }
  return true;
}
