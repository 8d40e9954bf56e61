/** How kube-apiserver brings a merged object into Go's structs (k8s.io/apimachinery/pkg/runtime, FromUnstructured). */
import { Double, type Json } from "../json/value.ts";
import type { GoType } from "../kube/go-types.ts";
import { base64Fault } from "./base64.ts";
import { readCustom } from "./custom-types.ts";
import { goType } from "./foreign.ts";
import type { Reader } from "./typed-object.ts";

/** The object does not fit its kind although it fits the schema. */
export class ConversionError extends Error {
  override readonly name = "ConversionError";
}

/** Ends at the first fault. Fields that do not exist cannot occur: the schema does not have them either. */
export const MERGE_READER: Reader = {
  inOrder: Object.keys,
  scalar(value, type) {
    switch (type.kind) {
      case "bytes":
        return bytes(value, type);
      case "int32":
      case "int64":
        return integer(value, type);
      case "float64":
        if (typeof value === "number" || typeof value === "bigint" || value instanceof Double) return value;
        break;
      default:
        if (typeof value === TYPEOF[type.kind]) return value;
    }
    throw cannotConvert(value, type);
  },
  custom(value, type) {
    const result = readCustom(value, type.name);
    if (typeof result === "string") throw new ConversionError(result);
    if (!("misfit" in result)) return result.value;
    const { misfit } = result;
    throw new ConversionError(`json: cannot unmarshal ${misfit.value} into Go value of type ${misfit.type}`);
  },
  mismatch(value, type) {
    const kind = type.kind === "list" ? "slice" : type.kind;
    throw new ConversionError(`cannot restore ${kind}${kind === "struct" ? " from:" : " from"} ${goKind(value)}`);
  },
  unknownField() {},
  enter() {},
  enterIndex() {},
  enterKey() {},
  leave() {},
};

const TYPEOF: Readonly<Record<string, string>> = { string: "string", bool: "boolean" };

function integer(value: Json, type: GoType): Json {
  const whole = wholeNumber(value);
  if (whole === undefined) throw cannotConvert(value, type);
  if (type.kind === "int32") return Number(BigInt.asIntN(32, whole));
  return Number.isSafeInteger(Number(whole)) ? Number(whole) : whole;
}

const INT64_LIMIT = 2 ** 63;

/** What Go makes of numbers beyond int64 is their least. */
function wholeNumber(value: Json): bigint | undefined {
  if (typeof value === "number" || typeof value === "bigint") return BigInt(value);
  if (!(value instanceof Double) || !Number.isInteger(value.value)) return undefined;
  return Math.abs(value.value) < INT64_LIMIT ? BigInt(value.value) : -(2n ** 63n);
}

function bytes(value: Json, type: GoType): Json {
  if (typeof value !== "string") throw cannotConvert(value, type);
  const fault = base64Fault(value);
  if (fault !== undefined) throw new ConversionError(`error decoding from json: ${fault}`);
  return value;
}

function cannotConvert(value: Json, type: GoType): ConversionError {
  return new ConversionError(`cannot convert ${goType(value)} to ${type.name}`);
}

function goKind(value: Json): string {
  if (Array.isArray(value)) return "slice";
  return typeof value === "object" && !(value instanceof Double) ? "map" : goType(value);
}
