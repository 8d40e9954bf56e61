import { expect, it } from "vitest";
import { type FormatPart, parseFormat } from "./format-clauses.ts";

const text = (value: string): FormatPart => ({ kind: "text", text: value });
const fault = (message: string): FormatPart => ({
  kind: "fault",
  message: `could not parse formatting clause: ${message}`,
});
const precisionFault = (message: string) => fault(`error while parsing precision: ${message}`);

it.each<[string, FormatPart[]]>([
  ["", []],
  ["plain", [text("plain")]],
  ["100%%, %% and %s", [text("100%, % and "), { kind: "clause", verb: "s" }]],
  [
    "%d%X",
    [
      { kind: "clause", verb: "d" },
      { kind: "clause", verb: "X" },
    ],
  ],
  ["%.2f.", [{ kind: "clause", verb: "f", precision: 2 }, text(".")]],
  ["%.9223372036854775807e", [{ kind: "clause", verb: "e", precision: 2 ** 63 }]],
  ["%.00000000000000000000002f", [{ kind: "clause", verb: "f", precision: 2 }]],
  ["%.0f", [{ kind: "clause", verb: "f", precision: 0 }]],
  ["a%", [text("a"), { kind: "end" }]],
  ["%s %", [{ kind: "clause", verb: "s" }, text(" "), { kind: "end" }]],
  ["%q %s", [fault('unrecognized formatting clause "q"')]],
  ["%-5s", [fault('unrecognized formatting clause "-"')]],
  ["%é", [fault('unrecognized formatting clause "Ã"')]],
  ["%😀", [fault('unrecognized formatting clause "ð"')]],
  ["%.", [precisionFault("could not find end of precision specifier")]],
  ["%.3", [precisionFault("could not find end of precision specifier")]],
  ["%.f", [precisionFault('error while converting precision to integer: strconv.Atoi: parsing "": invalid syntax')]],
  [
    "%.9223372036854775808f",
    [
      precisionFault(
        'error while converting precision to integer: strconv.Atoi: parsing "9223372036854775808": value out of range',
      ),
    ],
  ],
])("%j", (format, parts) => {
  expect(parseFormat(format)).toEqual(parts);
});
