import type { Simulation } from "./simulation.ts";

/** Names that stand for themselves; any other name works too, for routers that rewrite models. */
export const simulatedModels = ["sim-small", "sim-large"] as const;

/** The words of an answer: it says that it is simulated and repeats the prompt, cut at the cap. */
export function answerWords(simulation: Simulation): readonly string[] {
  const said = simulation.prompt.slice(0, 400);
  const text = `This is a simulated answer of ${simulation.model}. No provider was called and nothing was paid. You said: ${said}`;
  return text
    .split(" ")
    .slice(0, Math.max(1, simulation.outputTokensMax))
    .map((word, index) => (index === 0 ? word : ` ${word}`));
}

export function chatReply(
  simulation: Simulation,
  about: { readonly id: string; readonly createdSeconds: number },
): string {
  const words = answerWords(simulation);
  return JSON.stringify({
    id: about.id,
    object: "chat.completion",
    created: about.createdSeconds,
    model: simulation.model,
    choices: [
      {
        index: 0,
        message: { role: "assistant", content: words.join(""), refusal: null },
        logprobs: null,
        finish_reason: finishOf(simulation, words),
      },
    ],
    usage: usageOf(simulation, words),
  });
}

/** The frames of a streamed answer, in the order in which they are sent. */
export function chatFrames(
  simulation: Simulation,
  about: { readonly id: string; readonly createdSeconds: number },
): readonly string[] {
  const words = answerWords(simulation);
  const base = {
    id: about.id,
    object: "chat.completion.chunk",
    created: about.createdSeconds,
    model: simulation.model,
  };
  const chunk = (delta: object, finish: string | null) =>
    frame({ ...base, choices: [{ index: 0, delta, logprobs: null, finish_reason: finish }], usage: null });
  return [
    chunk({ role: "assistant", content: "" }, null),
    ...words.map((content) => chunk({ content }, null)),
    chunk({}, finishOf(simulation, words)),
    frame({ ...base, choices: [], usage: usageOf(simulation, words) }),
    "data: [DONE]\n\n",
  ];
}

function finishOf(simulation: Simulation, words: readonly string[]): string {
  return words.length >= simulation.outputTokensMax ? "length" : "stop";
}

function usageOf(simulation: Simulation, words: readonly string[]) {
  const { inputTokens } = simulation;
  return { prompt_tokens: inputTokens, completion_tokens: words.length, total_tokens: inputTokens + words.length };
}

function frame(value: object): string {
  return `data: ${JSON.stringify(value)}\n\n`;
}
