import { serviceNames, type Diagnosis, type Held, type ServiceDiagnosis } from "@projectionist/contracts";
import { findingsText } from "../terminal/findings.ts";
import { printable } from "../terminal/printable.ts";
import { table, textOf } from "../terminal/table.ts";
import type { Examination } from "./examine.ts";
import { bytesText, mostBytes, mostPairs, type Scale } from "./growth.ts";
import { heldBytes } from "./held-bytes.ts";

const STEPS = [1_000_000, 10_000_000, 100_000_000];

export type Assumptions = Readonly<{ films?: number; signalsPerViewer: number }>;

/** The whole examination for a reader: the parts, what is held, and what is wrong last, where the eye is. */
export function doctorText({ diagnosis, findings }: Examination, assumed: Assumptions): string {
  const parts = [servicesText(diagnosis), ...heldText(diagnosis, assumed)];
  return `${parts.join("\n\n")}\n\n${findingsText(findings) || "Nothing is wrong.\n"}`;
}

function servicesText({ services }: Diagnosis): string {
  const rows = services.map(({ service, status, version, node, checks }) => [
    service,
    status,
    version,
    node,
    checks.map(checkText).join(", "),
  ]);
  const away = serviceNames
    .filter((name) => !services.some(({ service }) => service === name))
    .map((name) => [name, "away", "", "", ""]);
  return table(["service", "status", "version", "Node", "checks"], [...rows, ...away]);
}

function checkText({ name, ok, ms, error = "" }: ServiceDiagnosis["checks"][number]): string {
  return ok ? `${name} ${ms} ms` : `${name} FAILS (${printable(error)})`;
}

function heldText({ held }: Diagnosis, assumed: Assumptions): string[] {
  if (!held) return [];
  const shares = heldBytes.map(({ store, signal, viewer, film, pair }) => [store, signal, viewer, film, pair]);
  return [
    `${textOf(held.signals)} signals and ${textOf(held.films)} films are held. Bytes for one more:`,
    table(["", "signal", "viewer", "film", "pair of films"], shares),
    growthText(held, assumed),
  ];
}

function growthText(held: Held, { films = held.films, signalsPerViewer }: Assumptions): string {
  const scaleOf = (signals: number): Scale => ({ signals, films, signalsPerViewer, window: held.window });
  const steps = [held.signals, ...STEPS];
  const rows = heldBytes.map((bytes) => [
    bytes.store,
    ...steps.map((signals) => bytesText(mostBytes(bytes, scaleOf(signals)))),
  ]);
  const pairs = steps.map((signals) => textOf(mostPairs(scaleOf(signals))));
  const headings = ["now", "1 million", "10 million", "100 million signals"];
  return [
    `At most, with ${textOf(films)} films and ${textOf(signalsPerViewer)} signals a viewer (--films, --signals-per-viewer):`,
    "",
    table(["", ...headings], [...rows, ["pairs of films", ...pairs]], headings),
    "",
    `A signal adds up to ${held.window} pairs of films (COOCCURRENCE_WINDOW); there are no more than all pairs of the films.`,
    "A rebuild holds the state twice until the one before is dropped.",
  ].join("\n");
}
