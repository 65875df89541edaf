/** How much a line of a log matters. */
export type Level = 'error' | 'warn' | 'info';

const LINE = /^\d{4}-\d\d-\d\dT\S+\s+(ERROR|WARN|INFO|DEBUG|TRACE)\s+(.*)$/;

/**
 * A line that the server writes to standard error: its level and what it says, without the time, which the output writes itself. What is finer than
 * `info` is `info`: the setting has let it through already. A line that is no line of the server's log is an error, such as the last words of a crash.
 */
export function logLine(line: string): { readonly level: Level; readonly message: string } {
  const [, level, message] = LINE.exec(line) ?? [];
  if (level === undefined || message === undefined) return { level: 'error', message: line };
  return { level: level === 'ERROR' ? 'error' : level === 'WARN' ? 'warn' : 'info', message };
}

/** What the server is told to log in the variable `BACKREAD_LOG`: its own lines of this level and above, none of its libraries. */
export function logFilter(level: string): string {
  return `off,backread=${level}`;
}
