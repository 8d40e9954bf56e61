const MAX_TOTAL_RUNES = 4 * 1024;
const TRUNCATED_RUNES = 256;

/**
 * The warnings that the API server passes on (k8s.io/apiserver/pkg/endpoints/filters/warning.go): equal ones once,
 * none that is empty or has a control character, and once all together are longer than 4096 characters, each cut at
 * 256 and no more than fit.
 */
export function tellableWarnings(warnings: readonly string[]): readonly string[] {
  if (warnings.length === 0) return warnings;
  const tellable = [...new Set(warnings)].filter((text) => text !== "" && isTellable(text));
  const total = tellable.reduce((sum, text) => sum + runes(text), 0);
  return total <= MAX_TOTAL_RUNES ? tellable : truncated(tellable);
}

function truncated(warnings: readonly string[]): string[] {
  const told: string[] = [];
  let written = 0;
  for (const warning of warnings) {
    if (written >= MAX_TOTAL_RUNES) break;
    const text = runes(warning) > TRUNCATED_RUNES ? [...warning].slice(0, TRUNCATED_RUNES).join("") : warning;
    written += runes(text);
    told.push(text);
  }
  return told;
}

/** Not by iterating: this is cheap for the texts without surrogates that nearly all are. */
function runes(text: string): number {
  let count = text.length;
  for (let i = 0; i + 1 < text.length; i++) {
    if ((text.charCodeAt(i) & 0xfc00) === 0xd800 && (text.charCodeAt(i + 1) & 0xfc00) === 0xdc00) count--;
  }
  return count;
}

function isTellable(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c < 0x20 || (c >= 0x7f && c < 0xa0)) return false;
  }
  return text.isWellFormed();
}
