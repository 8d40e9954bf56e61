const DATE = /^\d{4}-\d{2}-\d{2}$/;
const DATE_TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?(Z|[+-]\d{2}:\d{2})$/;
const DAY_MS = 86_400_000;

/**
 * The end of a time that is given as a date, whose last moment counts (in UTC), or as a date and time (RFC 3339).
 * @returns milliseconds since 1970; undefined for any other text, and for days that there are not
 */
export function parseUntil(text: string): number | undefined {
  const isDate = DATE.test(text);
  if (!isDate && !DATE_TIME.test(text)) return undefined;
  const time = Date.parse(text);
  // JavaScript takes the 31st of February for the 3rd of March.
  const day = Date.parse(text.slice(0, 10));
  if (Number.isNaN(time) || new Date(day).toISOString().slice(0, 10) !== text.slice(0, 10)) return undefined;
  return isDate ? time + DAY_MS : time;
}
