import { newId } from "#lib/core/ids.ts";
import { GatewayError } from "../../gateway/errors.ts";
import type { Transport, UpstreamCall, UpstreamReply } from "../../gateway/ports.ts";
import { simulatorBaseUrl } from "../../gateway/providers/simulator.ts";
import { chatFrames, chatReply, simulatedModels } from "./simulated-chat.ts";
import { readSimulation, type Simulation } from "./simulation.ts";

const encoder = new TextEncoder();
const tokenMs = 4;

/** Answers calls to the simulator inside this process; every other call goes on to the real transport. */
export function withSimulator(real: Transport): Transport {
  return { send: (call) => (call.url.startsWith(`${simulatorBaseUrl}/`) ? simulate(call) : real.send(call)) };
}

async function simulate(call: UpstreamCall): Promise<UpstreamReply> {
  if (call.url.endsWith("/models")) {
    return whole(
      200,
      JSON.stringify({
        object: "list",
        data: simulatedModels.map((id) => ({ id, object: "model", created: 0, owned_by: "simulator" })),
      }),
    );
  }
  const simulation = readSimulation(bodyText(call), call.headers);
  const { fault } = simulation;
  await wait(fault?.kind === "hang" ? call.headersMs : simulation.latencyMs, call.signal);
  if (fault?.kind === "hang") throw new GatewayError("upstream_timeout", { detail: "simulated: nothing came" });
  if (fault?.kind === "reset")
    throw new GatewayError("upstream_error", { detail: "ECONNRESET: simulated: the connection broke" });
  if (fault?.kind === "status") {
    return whole(
      fault.status,
      JSON.stringify({
        error: {
          message: `A simulated failure with status ${fault.status}.`,
          type: "server_error",
          param: null,
          code: null,
        },
      }),
    );
  }
  const about = { id: `chatcmpl-${newId("req").slice(4)}`, createdSeconds: Math.floor(Date.now() / 1_000) };
  return simulation.stream
    ? streamed(simulation, chatFrames(simulation, about), call.signal)
    : whole(200, chatReply(simulation, about));
}

function whole(status: number, text: string): UpstreamReply {
  return {
    status,
    headers: { "content-type": "application/json" },
    body: (async function* () {
      yield encoder.encode(text);
    })(),
    cancel: () => undefined,
  };
}

function streamed(simulation: Simulation, frames: readonly string[], signal: AbortSignal): UpstreamReply {
  const cutAfter = simulation.fault?.kind === "cut" ? Math.floor(frames.length / 2) : frames.length;
  return {
    status: 200,
    headers: { "content-type": "text/event-stream; charset=utf-8" },
    body: (async function* () {
      for (const frame of frames.slice(0, cutAfter)) {
        yield encoder.encode(frame);
        await wait(tokenMs, signal);
      }
    })(),
    cancel: () => undefined,
  };
}

function bodyText(call: UpstreamCall): string {
  if (typeof call.body === "string") return call.body;
  return call.body instanceof Uint8Array ? new TextDecoder().decode(call.body) : "";
}

/** Rejects with the signal's reason when it aborts first. */
function wait(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(signal.reason);
    const onAbort = () => {
      clearTimeout(timer);
      reject(signal.reason);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener("abort", onAbort);
      resolve();
    }, ms);
    signal.addEventListener("abort", onAbort, { once: true });
  });
}
