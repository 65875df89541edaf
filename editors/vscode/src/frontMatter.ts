/** Where the article's date is, or is to be written, in lines and characters from 0. */
export type DatePlace = { readonly found: { line: number; from: number; to: number } } | { readonly insert: { line: number; text: string; selected: [line: number, from: number, to: number] } };

/** The value of `date:` in the front matter of a text by its lines; else what to insert where, so that `date` stands there. */
export function datePlace(lines: readonly string[], date: string): DatePlace {
  const open = lines[0]?.trim() === '---';
  const end = open ? lines.findIndex((line, at) => at > 0 && line.trim() === '---') : -1;
  for (let line = 1; line < end; line++) {
    const found = /^date:\s*(.*)$/.exec(lines[line] ?? '');
    if (found) return { found: { line, from: found[0].length - (found[1] ?? '').length, to: found[0].length } };
  }
  const key = `date: ${date}`;
  const selected: [number, number, number] = [1, 'date: '.length, key.length];
  return { insert: end > 0 ? { line: 1, text: `${key}\n`, selected } : { line: 0, text: `---\n${key}\n---\n\n`, selected } };
}

/** A day as ISO writes it, by the writer's clock. */
export function isoDay(now: Date): string {
  const two = (n: number): string => String(n).padStart(2, '0');
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}
