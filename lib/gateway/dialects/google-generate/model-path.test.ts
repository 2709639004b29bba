import { expect, it } from "vitest";
import { modelPath } from "./model-path.ts";

it.each([
  ["gemini-3-pro", false, "/models/gemini-3-pro:generateContent"],
  ["models/gemini-3-pro", true, "/models/gemini-3-pro:streamGenerateContent?alt=sse"],
  ["tunedModels/mine-1", false, "/tunedModels/mine-1:generateContent"],
  ["../../v1/files", false, "/models/..%2F..%2Fv1%2Ffiles:generateContent"],
  ["models/../x", false, "/models/..%2Fx:generateContent"],
])("the path of %s (stream: %s) leads to it and nowhere else", (...[model, stream, path]) => {
  expect(modelPath({ model, stream })).toBe(path);
});
