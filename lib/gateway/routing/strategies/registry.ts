import type { RoutingStrategy } from "../routing-strategies.ts";
import { cheapest } from "./cheapest.ts";
import { fastest } from "./fastest.ts";
import { leastBusy } from "./least-busy.ts";
import { priority } from "./priority.ts";
import type { Strategy } from "./strategy.ts";
import { weighted } from "./weighted.ts";

/** Every strategy by the name that a router carries. */
export const strategies: Readonly<Record<RoutingStrategy, Strategy>> = {
  priority,
  weighted,
  cheapest,
  fastest,
  "least-busy": leastBusy,
};
