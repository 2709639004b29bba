export { ObjectSkeleton as default } from "#components/page-states/object-skeleton.tsx";
