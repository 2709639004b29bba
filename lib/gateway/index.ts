export { errorReply } from "./endpoints/error-reply.ts";
export { type ExplainedRequest, readExplainedCall } from "./endpoints/read-explained-call.ts";
export { asGatewayError, GatewayError } from "./errors.ts";
export { createGateway, type Gateway } from "./gateway.ts";
export type { GatewayReply, GatewayRequest } from "./http.ts";
export type { GatewayPorts } from "./ports.ts";
export { listProviderModels } from "./probe/list-provider-models.ts";
export { type ExplainPorts, explainPlan } from "./routing/explain-plan.ts";
