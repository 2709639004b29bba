import { LogsSkeleton } from "#components/logs/logs-skeleton.tsx";

export default LogsSkeleton;
