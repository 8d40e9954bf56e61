/** Colours for a terminal; plain text for everything else, and where NO_COLOR asks for it. */
const colours = process.stdout.isTTY && !process.env["NO_COLOR"];

const style = (code: number) => (text: string) => (colours ? `\u001b[${code}m${text}\u001b[0m` : text);

export const bold = style(1);
export const dim = style(2);
export const red = style(31);
export const green = style(32);
export const yellow = style(33);
