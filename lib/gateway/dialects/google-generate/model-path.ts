/** The model is part of the path here, so its name must not lead anywhere else. */
export function modelPath({ model, stream }: { readonly model: string; readonly stream: boolean }): string {
  const [, folder = "models", name = model] = /^(models|tunedModels)\/(.+)$/.exec(model) ?? [];
  const method = stream ? "streamGenerateContent?alt=sse" : "generateContent";
  return `/${folder}/${encodeURIComponent(name)}:${method}`;
}
