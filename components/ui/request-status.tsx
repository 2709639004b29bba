import { Status } from "./status.tsx";

type RequestStatusProps = {
  readonly status: "success" | "error" | "cancelled";
  readonly httpStatus: number | null;
  readonly className?: string;
};

/** How one request ended, with the status its caller was given. */
export function RequestStatus({ status, httpStatus, className }: RequestStatusProps) {
  const code = httpStatus === null ? null : <span className="text-muted">{httpStatus}</span>;
  switch (status) {
    case "success":
      return (
        <Status tone="good" shape="disc" className={className ?? ""}>
          Success {code}
        </Status>
      );
    case "error":
      return (
        <Status tone="bad" shape="square" className={className ?? ""}>
          Error {code}
        </Status>
      );
    case "cancelled":
      return (
        <Status tone="muted" shape="half" className={className ?? ""}>
          Cancelled {code}
        </Status>
      );
  }
}
