import type { ChargeView, LogDetail } from "#lib/management/logs/log-view.ts";
import { Count } from "../format/count.tsx";
import { formatMoneyExact } from "../format/format-money.ts";
import { Table, TableBody, TableCell, TableFooter, TableHead, TableHeader, TableRow } from "../ui/table.tsx";
import { chargeName, sharedVersion, totalOf } from "./receipt-lines.ts";

/** What the request cost, line by line, to the last digit. */
export function Receipt({ log }: { readonly log: LogDetail }) {
  const { charges } = log;
  if (charges.length === 0) return <p className="text-muted text-sm">{emptyReason(log)}</p>;
  const version = sharedVersion(charges);
  return (
    <div className="overflow-hidden rounded-md border">
      <Table label="Charges">
        <TableHeader>
          <TableRow>
            <TableHead>For</TableHead>
            <TableHead align="end">Quantity</TableHead>
            <TableHead align="end" className="max-sm:hidden">
              Rate
            </TableHead>
            <TableHead align="end">Amount</TableHead>
          </TableRow>
        </TableHeader>
        <TableBody>
          {charges.map((charge) => (
            <Line key={`${charge.class} ${charge.priceVersion}`} charge={charge} version={version} />
          ))}
        </TableBody>
        <TableFooter>
          <TableRow>
            <TableCell className="py-1.5">
              Total
              {version === undefined ? null : (
                <span
                  className="code font-normal text-muted text-xs max-sm:block sm:ml-2"
                  data-hint="The version of the price"
                >
                  {version}
                </span>
              )}
            </TableCell>
            <TableCell colSpan={3} align="end">
              {formatMoneyExact(totalOf(charges))}
            </TableCell>
          </TableRow>
        </TableFooter>
      </Table>
    </div>
  );
}

type LineProps = { readonly charge: ChargeView; readonly version: string | undefined };

function Line({ charge, version }: LineProps) {
  return (
    <TableRow>
      <TableCell className="py-1.5">
        {chargeName(charge)}
        <span className="block text-muted text-xs sm:hidden">
          <Rate charge={charge} />
        </span>
        {version === undefined ? <span className="code block text-muted text-xs">{charge.priceVersion}</span> : null}
      </TableCell>
      <TableCell align="end">
        <Count value={charge.quantity} />
      </TableCell>
      <TableCell align="end" className="whitespace-nowrap max-sm:hidden">
        <Rate charge={charge} />
      </TableCell>
      <TableCell align="end">{formatMoneyExact(charge.amountUsd)}</TableCell>
    </TableRow>
  );
}

function Rate({ charge: { rateUsdPerMtok, rateUsd } }: { readonly charge: ChargeView }) {
  return rateUsdPerMtok === undefined ? (
    <>
      {formatMoneyExact(rateUsd ?? "0")} <span className="text-muted">each</span>
    </>
  ) : (
    <>
      {formatMoneyExact(rateUsdPerMtok)} <span className="text-muted">/ 1M</span>
    </>
  );
}

function emptyReason({ priced, cached, status }: LogDetail): string {
  if (!priced) return "No price is known for this model, so nothing was charged.";
  if (cached) return "The answer came from the cache, so nothing was charged.";
  return status === "success" ? "Nothing was used that costs money." : "No provider charged for this request.";
}
