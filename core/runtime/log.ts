/** Fields of a log line: counts, codes, and ids of our own; never a secret or what people wrote. */
export type LogFields = Readonly<Record<string, string | number | boolean | undefined>>;

/** Structured log lines, each with a stable code. */
export interface Log {
  info(code: string, fields?: LogFields): void;
  error(code: string, fields?: LogFields): void;
}

/** A log that writes one JSON object per line. */
export function jsonLog(write: (line: string) => void): Log {
  const line =
    (level: string) =>
    (code: string, fields: LogFields = {}) => {
      write(JSON.stringify({ level, code, ...fields }));
    };
  return { info: line('info'), error: line('error') };
}

/** Name of an error for a log line: its message may hold what people wrote. */
export function errorName(error: unknown): string {
  return error instanceof Error ? error.name : typeof error;
}
