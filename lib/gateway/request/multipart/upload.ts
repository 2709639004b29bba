import { invalid } from "../../dialects/read-fields.ts";
import { GatewayError } from "../../errors.ts";
import { type GatewayRequest, headerOf } from "../../http.ts";
import { readBoundary } from "./boundary.ts";
import { type Edit, type HeldBody, holdBody } from "./held-body.ts";
import { type FormPart, openPartScanner } from "./scan-parts.ts";

/** A form with one file, of which the beginning has come: enough to know where it goes. */
export type Upload = {
  /** The fields that came before the rest was left to stream; a field behind the file may be missing. */
  readonly fields: ReadonlyMap<string, string>;
  readonly file: FilePart;
  /** At least some hundred bytes of the file's own beginning, or all of it. */
  readonly fileHead: Uint8Array;
  /** As the caller sent it, with the boundary. */
  readonly contentType: string;
  /** Of the whole form; absent where the caller did not announce it. */
  readonly announcedBytes: number | undefined;
  readonly body: HeldBody;
  /** What to change in the form so that it asks for another model, and shows nothing of the caller's files. */
  readonly editsFor: (model: string) => readonly Edit[];
};

export type FilePart = Extract<FormPart, { kind: "file" }>;
type FieldPart = Extract<FormPart, { kind: "field" }>;

/** Kept of what was sent on, for another provider. */
const heldBytesMax = 4 * 1024 * 1024;
const fileHeadBytes = 1_024;
const encoder = new TextEncoder();

/**
 * Reads a form up to its model and the beginning of its file, and leaves the rest to stream. Where the model comes
 * behind the file, the form is held until then, which the door's limit on bodies bounds. What comes later is still
 * checked on its way: a second model or file, or a form that breaks off, ends the request.
 */
export async function readUpload(request: GatewayRequest): Promise<Upload> {
  const scanner = openPartScanner(readBoundary(request));
  const form = openForm();
  const body = holdBody(request.upload ?? once(request.body), {
    heldBytesMax,
    onBytes: (bytes) => {
      for (const part of scanner.push(bytes)) form.add(part);
    },
    onEnd: () => scanner.end(),
  });
  while (!isKnown(form, body) && (await body.pull()));
  const { file, model } = form;
  if (!model) throw invalid("model", "is required");
  if (!file) throw invalid("file", "is required");
  return {
    fields: form.fields,
    file,
    fileHead: body.slice(file.contentStart, Math.min(form.fileEnd(), file.contentStart + fileHeadBytes)),
    contentType: headerOf(request, "content-type") ?? "",
    announcedBytes: announcedBytes(request),
    body,
    editsFor: (name) => [editOfModel(model, name), editOfFile(file)].sort((left, right) => left.start - right.start),
  };
}

type Form = {
  readonly add: (part: FormPart) => void;
  readonly fields: Map<string, string>;
  readonly fileEnd: () => number;
  file: FilePart | undefined;
  model: FieldPart | undefined;
};

function openForm(): Form {
  let fileEnd = Number.POSITIVE_INFINITY;
  const form: Form = {
    fields: new Map(),
    file: undefined,
    model: undefined,
    fileEnd: () => fileEnd,
    add: (part) => {
      if (part.kind === "file-end") fileEnd = part.end;
      else if (part.kind === "file") form.file = onlyFile(form.file, part);
      else {
        if (part.name === "model") form.model = onlyModel(form.model, part);
        form.fields.set(part.name, part.value);
      }
    },
  };
  return form;
}

function onlyFile(known: FilePart | undefined, part: FilePart): FilePart {
  if (known) throw invalid(part.name, "is a second file, and only one is taken");
  if (part.name !== "file") throw invalid(part.name, "is a file, and the file must be named 'file'");
  return part;
}

/** The model that is priced must be the model that is asked for. */
function onlyModel(known: FieldPart | undefined, part: FieldPart): FieldPart {
  if (known) throw new GatewayError("invalid_request", { param: "model", message: "'model' is given twice." });
  return part;
}

function isKnown({ file, model, fileEnd }: Form, body: HeldBody): boolean {
  if (!file || !model) return false;
  return body.receivedBytes() >= Math.min(fileEnd(), file.contentStart + fileHeadBytes);
}

function editOfModel({ start, end }: FieldPart, name: string): Edit {
  return { start, end, bytes: encoder.encode(name) };
}

/** The file's name says who the caller is and where it was; its ending says what it holds, and providers go by that. */
function editOfFile({ filename, contentType, headStart, contentStart }: FilePart): Edit {
  const [, ending] = /\.([a-z0-9]{1,8})$/i.exec(filename) ?? [];
  const safeType = contentType !== undefined && /^[\w.+-]+\/[\w.+-]+(?:;\s*[\w.+-]+=[\w.+-]+)*$/.test(contentType);
  const lines = [
    `Content-Disposition: form-data; name="file"; filename="audio${ending ? `.${ending.toLowerCase()}` : ""}"`,
    ...(safeType ? [`Content-Type: ${contentType}`] : []),
  ];
  return { start: headStart, end: contentStart, bytes: encoder.encode(`${lines.join("\r\n")}\r\n\r\n`) };
}

function announcedBytes(request: GatewayRequest): number | undefined {
  const length = headerOf(request, "content-length");
  return length !== undefined && /^\d{1,12}$/.test(length) ? Number(length) : undefined;
}

async function* once(body: Uint8Array): AsyncGenerator<Uint8Array, void, void> {
  if (body.length > 0) yield body;
}
