import { bearer, type Provider } from "./provider.ts";

/** The address that stands for the simulator in this process; it never leaves it. */
export const simulatorBaseUrl = "https://simulator.invalid/v1";

/** A provider inside the gateway: answers, streams and fails as the model's name asks, and costs what it would. */
export const simulator: Provider = {
  kind: "simulator",
  title: "Simulator",
  baseUrl: simulatorBaseUrl,
  dialects: ["openai-chat"],
  auth: { ...bearer, required: false },
  modelsPath: "/models",
  quirks: () => ({}),
  catalog: "openai",
  freeUnlessListed: true,
  help: "Answers inside the gateway for every model name of OpenAI, and counts what it would cost. No provider is called.",
};
