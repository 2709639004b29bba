import type { ComponentProps } from "react";
import { classNames } from "./class-names.ts";
import { ScrollRegion } from "./scroll-region.tsx";

/**
 * A plain table for a handful of rows inside a page (charges, attempts). Lists of objects use the data table,
 * which sorts, loads and answers to the keyboard.
 */
export function Table({ label, className, ...props }: ComponentProps<"table"> & { readonly label: string }) {
  return (
    <ScrollRegion label={label}>
      <table className={classNames("w-full text-sm", className)} {...props} />
    </ScrollRegion>
  );
}

export function TableHeader({ className, ...props }: ComponentProps<"thead">) {
  return <thead className={classNames("text-left text-muted text-xs", className)} {...props} />;
}

export function TableBody({ className, ...props }: ComponentProps<"tbody">) {
  return <tbody className={classNames("[&>tr:last-child]:border-0", className)} {...props} />;
}

export function TableFooter({ className, ...props }: ComponentProps<"tfoot">) {
  return <tfoot className={classNames("border-t font-medium [&>tr]:border-0", className)} {...props} />;
}

export function TableRow({ className, ...props }: ComponentProps<"tr">) {
  return <tr className={classNames("border-b", className)} {...props} />;
}

const cellClasses = "h-(--row) px-3 first:pl-4 last:pr-4";

type CellAlign = { readonly align?: "start" | "end" };

export function TableHead({ className, align = "start", ...props }: Omit<ComponentProps<"th">, "align"> & CellAlign) {
  return (
    <th
      scope="col"
      className={classNames(cellClasses, "font-medium", align === "end" && "text-right", className)}
      {...props}
    />
  );
}

export function TableCell({ className, align = "start", ...props }: Omit<ComponentProps<"td">, "align"> & CellAlign) {
  return <td className={classNames(cellClasses, align === "end" && "text-right", className)} {...props} />;
}
