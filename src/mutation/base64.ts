/** Why a text is no standard base64, in the words of Go's encoding/base64; undefined if it is. Line breaks are ignored. */
export function base64Fault(text: string): string | undefined {
  let inQuantum = 0;
  for (let i = 0; i < text.length; i++) {
    const char = text.charAt(i);
    if (char === "\n" || char === "\r") continue;
    if (char === "=") return paddingFault(text, i, inQuantum);
    if (!ALPHABET.has(char)) return corrupt(i);
    inQuantum = (inQuantum + 1) % 4;
  }
  return inQuantum === 0 ? undefined : corrupt(text.length - inQuantum);
}

const ALPHABET = new Set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/");

function corrupt(offset: number): string {
  return `illegal base64 data at input byte ${offset}`;
}

function paddingFault(text: string, at: number, inQuantum: number): string | undefined {
  if (inQuantum < 2) return corrupt(at);
  let next = skipBreaks(text, at + 1);
  if (inQuantum === 2) {
    if (next === text.length) return corrupt(text.length);
    if (text.charAt(next) !== "=") return corrupt(next - 1);
    next = skipBreaks(text, next + 1);
  }
  return next < text.length ? corrupt(next) : undefined;
}

function skipBreaks(text: string, start: number): number {
  let at = start;
  while (at < text.length && (text.charAt(at) === "\n" || text.charAt(at) === "\r")) at++;
  return at;
}
