/** A file that the docs function serves. */
interface DocsFile {
  /** Where it lies below the project's folder. */
  readonly source: string;
  readonly type: string;
}

/**
 * The files of the docs function, by the name under which they lie beside its code. The construct
 * that deploys it copies them there.
 */
export const DOCS_FILES = {
  'openapi.json': { source: 'docs/openapi.json', type: 'application/json' },
  'page.html': { source: 'lambdas/docs/page/page.html', type: 'text/html; charset=utf-8' },
  'page.css': { source: 'lambdas/docs/page/page.css', type: 'text/css; charset=utf-8' },
  'page.js': { source: 'lambdas/docs/page/page.js', type: 'text/javascript; charset=utf-8' },
  'swagger-ui.css': {
    source: 'node_modules/swagger-ui-dist/swagger-ui.css',
    type: 'text/css; charset=utf-8',
  },
  'swagger-ui-bundle.js': {
    source: 'node_modules/swagger-ui-dist/swagger-ui-bundle.js',
    type: 'text/javascript; charset=utf-8',
  },
} as const satisfies Record<string, DocsFile>;

export type DocsFileName = keyof typeof DOCS_FILES;
