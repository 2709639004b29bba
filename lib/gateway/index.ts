export { errorReply } from "./endpoints/error-reply.ts";
export { asGatewayError, GatewayError } from "./errors.ts";
export { createGateway, type Gateway } from "./gateway.ts";
export type { GatewayReply, GatewayRequest } from "./http.ts";
export type { GatewayPorts } from "./ports.ts";
export { listProviderModels } from "./probe/list-provider-models.ts";
