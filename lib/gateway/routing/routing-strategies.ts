/** How a router orders the rules that match; the names are the public contract. */
export const routingStrategies = ["priority", "weighted", "cheapest", "fastest", "least-busy"] as const;

export type RoutingStrategy = (typeof routingStrategies)[number];
