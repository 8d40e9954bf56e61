/** Kubernetes' named formats: `format.dns1123Label().validate(name)`. */
import { FORMATS, type Format } from "../../kube/formats.ts";
import type { Library } from "../environment.ts";
import { actualSize } from "../runtime/size.ts";
import { listOf, objectType, optionalOf, STRING } from "../types.ts";
import type { Value } from "../values.ts";
import { OpaqueValue, Optional } from "../values.ts";
import { functionOf, memberOverload, overload } from "./overload.ts";

const FORMAT_TYPE = objectType("kubernetes.NamedFormat");

class FormatValue extends OpaqueValue {
  readonly type = FORMAT_TYPE;
  readonly format: Format;

  constructor(format: Format) {
    super();
    this.format = format;
  }

  override equals({ format }: FormatValue): boolean {
    return this.format.name === format.name;
  }
}

const VALUES: ReadonlyMap<string, FormatValue> = new Map(
  [...FORMATS].map(([name, format]) => [name, new FormatValue(format)]),
);

function named(name: string): Optional {
  const format = VALUES.get(name);
  return format === undefined ? Optional.NONE : Optional.of(format);
}

function validate({ format }: FormatValue, text: string): Optional {
  const faults = format.faults(text);
  return faults.length === 0 ? Optional.NONE : Optional.of(faults);
}

/** As if the text were matched with a regular expression. */
function validateCost([format, text]: readonly Value[]): number {
  if (!(format instanceof FormatValue)) return 1;
  return Math.ceil((1 + actualSize(text as Value)) * 0.1) * Math.ceil(format.format.regexSize * 0.25);
}

export const FORMAT: Library = {
  name: "kubernetes.format",
  functions: [
    functionOf("format.named", overload("format-named", [STRING], optionalOf(FORMAT_TYPE), named)),
    functionOf(
      "validate",
      memberOverload("format-validate", [FORMAT_TYPE, STRING], optionalOf(listOf(STRING)), validate, validateCost),
    ),
    ...[...VALUES].map(([name, value]) =>
      functionOf(
        `format.${name}`,
        overload(`format.${name}`, [], FORMAT_TYPE, () => value),
      ),
    ),
  ],
};
