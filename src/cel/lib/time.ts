/** The parts of timestamps and durations. */
import type { Library, Overload } from "../environment.ts";
import { durationIn } from "../runtime/duration.ts";
import { utcOffset } from "../runtime/time-zone.ts";
import { civilDate, daysFromCivil, SECONDS_PER_DAY, secondOfDay } from "../runtime/timestamp.ts";
import { DURATION, INT, STRING, TIMESTAMP } from "../types.ts";
import type { Duration, Result, Timestamp } from "../values.ts";
import { CelError } from "../values.ts";
import { functionOf, memberOverload } from "./overload.ts";

/** A part of a time: `local` is in seconds since 1970-01-01T00:00:00 in the zone asked for. */
type Part = (local: number, nanos: number) => number;

/** Weeks start on Sunday; 1970-01-01 was a Thursday. */
function dayOfWeek(local: number): number {
  const days = Math.floor(local / SECONDS_PER_DAY) + 4;
  return days - Math.floor(days / 7) * 7;
}

/** From 0. */
function dayOfYear(local: number): number {
  return Math.floor(local / SECONDS_PER_DAY) - daysFromCivil(civilDate(local).year, 1, 1);
}

/** `x.getHours()` in UTC and `x.getHours("Europe/Paris")`. */
function timestampPart(id: string, part: Part, zonedId = `${id}_with_tz`): readonly Overload[] {
  const inUtc = (timestamp: Timestamp): Result => part(timestamp.seconds, timestamp.nanos);
  const inZone = (timestamp: Timestamp, zone: string): Result => {
    const offset = utcOffset(timestamp, zone);
    return offset instanceof CelError ? offset : part(timestamp.seconds + offset, timestamp.nanos);
  };
  return [memberOverload(id, [TIMESTAMP], INT, inUtc), memberOverload(zonedId, [TIMESTAMP, STRING], INT, inZone)];
}

/** The whole duration in a unit, rounded towards zero. */
function durationPart(id: string, nanosPerUnit: bigint): Overload {
  return memberOverload(
    id,
    [DURATION],
    INT,
    (duration: Duration) => Math.trunc(durationIn(duration.nanos, nanosPerUnit)) + 0,
  );
}

const hours: Part = (local) => Math.floor(secondOfDay(local) / 3600);
const minutes: Part = (local) => Math.floor(secondOfDay(local) / 60) % 60;
const seconds: Part = (local) => secondOfDay(local) % 60;
const milliseconds: Part = (_, nanos) => Math.floor(nanos / 1e6);

/** Not through floating point, unlike the others. */
const WHOLE_MILLISECONDS = memberOverload("duration_to_milliseconds", [DURATION], INT, (duration: Duration) =>
  Number(duration.nanos / 1_000_000n),
);

export const TIME: Library = {
  name: "time",
  functions: [
    functionOf("getFullYear", ...timestampPart("timestamp_to_year", (local) => civilDate(local).year)),
    functionOf("getMonth", ...timestampPart("timestamp_to_month", (local) => civilDate(local).month - 1)),
    functionOf("getDayOfYear", ...timestampPart("timestamp_to_day_of_year", dayOfYear)),
    functionOf("getDayOfMonth", ...timestampPart("timestamp_to_day_of_month", (local) => civilDate(local).day - 1)),
    functionOf("getDate", ...timestampPart("timestamp_to_day_of_month_1_based", (local) => civilDate(local).day)),
    functionOf("getDayOfWeek", ...timestampPart("timestamp_to_day_of_week", dayOfWeek)),
    functionOf(
      "getHours",
      ...timestampPart("timestamp_to_hours", hours),
      durationPart("duration_to_hours", 3_600_000_000_000n),
    ),
    functionOf(
      "getMinutes",
      ...timestampPart("timestamp_to_minutes", minutes),
      durationPart("duration_to_minutes", 60_000_000_000n),
    ),
    functionOf(
      "getSeconds",
      ...timestampPart("timestamp_to_seconds", seconds, "timestamp_to_seconds_tz"),
      durationPart("duration_to_seconds", 1_000_000_000n),
    ),
    functionOf("getMilliseconds", ...timestampPart("timestamp_to_milliseconds", milliseconds), WHOLE_MILLISECONDS),
  ],
};
