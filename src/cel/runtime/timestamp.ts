/** Timestamps: RFC 3339 text, ranges, arithmetic, and the calendar. */
import { CelError, Duration, Timestamp } from "../values.ts";
import { NANOS_PER_SECOND } from "./duration.ts";
import { INT64_MIN, INTEGER_OVERFLOW, isInt64 } from "./int64.ts";

/** 0001-01-01T00:00:00Z */
const MIN_SECONDS = -62_135_596_800;
/** 9999-12-31T23:59:59Z */
const MAX_SECONDS = 253_402_300_799;

export const TIMESTAMP_OVERFLOW = new CelError("timestamp overflow");

export const SECONDS_PER_DAY = 86_400;

/** A timestamp, or the error of leaving the years 1 to 9999. `offsetMinutes` is kept for its text alone. */
export function checkedTimestamp(seconds: number, nanos: number, offsetMinutes: number): Timestamp | CelError {
  if (seconds < MIN_SECONDS || seconds > MAX_SECONDS) return TIMESTAMP_OVERFLOW;
  return new Timestamp(seconds, nanos, offsetMinutes);
}

const RFC3339 = /^(\d{4})-(\d\d)-(\d\d)T(\d\d?):(\d\d):(\d\d)(?:[.,](\d+))?(?:Z|([+-])(\d\d):(\d\d))$/;

/**
 * Reads RFC 3339 as Go's `time.Parse` does: also with an hour of one digit, a comma before the fraction, and an offset
 * of up to 24:60. Undefined when the text is none; an error when it is out of range.
 */
export function parseTimestamp(text: string): Timestamp | CelError | undefined {
  const parts = RFC3339.exec(text);
  if (parts === null) return undefined;
  const [year, month, day, hour, minute, second] = parts.slice(1, 7).map(Number) as Six;
  const offsetHours = Number(parts[9] ?? 0);
  const offsetRest = Number(parts[10] ?? 0);
  if (month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return undefined;
  if (hour > 23 || minute > 59 || second > 59 || offsetHours > 24 || offsetRest > 60) return undefined;
  const offset = (offsetHours * 60 + offsetRest) * (parts[8] === "-" ? -1 : 1);
  const local = daysFromCivil(year, month, day) * SECONDS_PER_DAY + hour * 3600 + minute * 60 + second;
  const nanos = Number((parts[7] ?? "").slice(0, 9).padEnd(9, "0"));
  return checkedTimestamp(local - offset * 60, nanos, offset + 0);
}

type Six = [number, number, number, number, number, number];

/** RFC 3339 with the offset that the timestamp was written with, and no more decimals than it needs. */
export function formatTimestamp(timestamp: Timestamp): string {
  return `${localText(timestamp, "T")}${offsetText(timestamp.offsetMinutes, ":")}`;
}

/** As Go prints times: `2023-01-01 00:00:00 +0000 UTC`. */
export function showGoTime(timestamp: Timestamp): string {
  const local = localText(timestamp, " ");
  if (timestamp.offsetMinutes === 0) return `${local} +0000 UTC`;
  const offset = offsetText(timestamp.offsetMinutes, "");
  return `${local} ${offset} ${offset}`;
}

/** Whether it is the first moment of year 1. */
export function isZeroTimestamp(timestamp: Timestamp): boolean {
  return timestamp.seconds === MIN_SECONDS && timestamp.nanos === 0;
}

function localText(timestamp: Timestamp, separator: string): string {
  const local = timestamp.seconds + timestamp.offsetMinutes * 60;
  const { year, month, day } = civilDate(local);
  const inDay = secondOfDay(local);
  const time = [Math.floor(inDay / 3600), Math.floor(inDay / 60) % 60, inDay % 60].map(twoDigits).join(":");
  const date = `${year < 0 ? "-" : ""}${String(Math.abs(year)).padStart(4, "0")}-${twoDigits(month)}-${twoDigits(day)}`;
  return `${date}${separator}${time}${fraction(timestamp.nanos)}`;
}

function twoDigits(value: number): string {
  return value < 10 ? `0${value}` : String(value);
}

function fraction(nanos: number): string {
  return nanos === 0 ? "" : `.${String(nanos).padStart(9, "0").replace(/0+$/, "")}`;
}

function offsetText(minutes: number, colon: string): string {
  if (minutes === 0) return "Z";
  const size = Math.abs(minutes);
  return `${minutes < 0 ? "-" : "+"}${twoDigits(Math.floor(size / 60))}${colon}${twoDigits(size % 60)}`;
}

export function addDuration(timestamp: Timestamp, nanos: bigint): Timestamp | CelError {
  const sum = timestamp.nanos + Number(nanos % NANOS_PER_SECOND);
  const carry = Math.floor(sum / 1e9);
  const seconds = timestamp.seconds + Number(nanos / NANOS_PER_SECOND) + carry;
  return checkedTimestamp(seconds, sum - carry * 1e9, timestamp.offsetMinutes);
}

export function subtractDuration(timestamp: Timestamp, nanos: bigint): Timestamp | CelError {
  return nanos === INT64_MIN ? INTEGER_OVERFLOW : addDuration(timestamp, -nanos);
}

/** An error also where only the whole seconds overflow, as in cel-go. */
export function subtractTimestamps(a: Timestamp, b: Timestamp): Duration | CelError {
  const whole = BigInt(a.seconds - b.seconds) * NANOS_PER_SECOND;
  const nanos = whole + BigInt(a.nanos - b.nanos);
  return isInt64(whole) && isInt64(nanos) ? new Duration(nanos) : INTEGER_OVERFLOW;
}

export interface CivilDate {
  readonly year: number;
  /** 1 to 12. */
  readonly month: number;
  /** 1 to 31. */
  readonly day: number;
}

const DAYS_PER_ERA = 146_097;
/** From 0000-03-01, where the eras of 400 years start, to 1970-01-01. */
const DAYS_TO_EPOCH = 719_468;

/** Days since 1970-01-01 of a date of the proleptic Gregorian calendar. */
export function daysFromCivil(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * DAYS_PER_ERA + dayOfEra - DAYS_TO_EPOCH;
}

/** The date of a time given in seconds since 1970-01-01T00:00:00 in its own zone. */
export function civilDate(seconds: number): CivilDate {
  const days = Math.floor(seconds / SECONDS_PER_DAY) + DAYS_TO_EPOCH;
  const era = Math.floor(days / DAYS_PER_ERA);
  const dayOfEra = days - era * DAYS_PER_ERA;
  const leapDays = Math.floor(dayOfEra / 1460) - Math.floor(dayOfEra / 36_524) + Math.floor(dayOfEra / 146_096);
  const yearOfEra = Math.floor((dayOfEra - leapDays) / 365);
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shifted = Math.floor((5 * dayOfYear + 2) / 153);
  const month = shifted < 10 ? shifted + 3 : shifted - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return { year, month, day: dayOfYear - Math.floor((153 * shifted + 2) / 5) + 1 };
}

export function secondOfDay(seconds: number): number {
  return seconds - Math.floor(seconds / SECONDS_PER_DAY) * SECONDS_PER_DAY;
}

function daysInMonth(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}
