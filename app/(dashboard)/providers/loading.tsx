import { ListSkeleton } from "#components/page-states/list-skeleton.tsx";

export default function ProvidersLoading() {
  return <ListSkeleton title="Providers" rowPx={52} />;
}
