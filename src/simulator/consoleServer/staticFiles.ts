import { readFile } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';

export interface StaticFile {
  readonly contentType: string;
  readonly content: Buffer | string;
}

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
};

const NOT_BUILT: StaticFile = {
  contentType: 'text/html; charset=utf-8',
  content: `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Agent console</title>
<h1>The agent console is not built yet</h1>
<p>Build it once, then load this page again:</p>
<pre>npx vite build -c src/simulator/console/vite.config.ts</pre>
<p>The contact center itself is running, and chats can be requested.</p>
</html>
`,
};

/**
 * The file of the built console for a path below `/console/`, or null when there is none. Only files of the known
 * types within the folder are given out.
 */
export async function loadStaticFile(folder: string | null, path: string): Promise<StaticFile | null> {
  const name = path === '' ? 'index.html' : path;
  const contentType = CONTENT_TYPES[extname(name)];
  const relative = normalize(name);
  if (!contentType || relative.startsWith('..') || relative.startsWith(sep) || name.includes('\0'))
    return null;
  try {
    if (folder !== null) return { contentType, content: await readFile(join(folder, relative)) };
  } catch {
    // Not there. For the page itself that means that nothing was built, which is worth a word below.
  }
  return name === 'index.html' ? NOT_BUILT : null;
}
