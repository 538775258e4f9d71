import { jsonLog, type Log } from '../../core/runtime/log.ts';

/** A log that keeps its lines. */
export function keptLog(): { readonly log: Log; readonly lines: string[] } {
  const lines: string[] = [];
  return { log: jsonLog((line) => lines.push(line)), lines };
}
