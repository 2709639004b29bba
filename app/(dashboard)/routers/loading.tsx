import { ListSkeleton } from "#components/page-states/list-skeleton.tsx";

export default function RoutersLoading() {
  return <ListSkeleton title="Routers" rowPx={52} />;
}
