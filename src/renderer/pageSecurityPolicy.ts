import type { Plugin } from 'vite';

/**
 * What the built page may do: run its own scripts and use its own styles, and nothing else. It has no
 * network, no images, no frames, and no string becomes code or markup except in Vue's own policy, which
 * only ever sees templates compiled into the bundle.
 */
export const PAGE_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types vue',
].join('; ');

/** Puts the policy into the built page. The development server needs inline styles and a socket, so it goes without. */
export function pageSecurityPolicy(): Plugin {
  return {
    name: 'counterline:page-security-policy',
    apply: 'build',
    transformIndexHtml: () => [
      {
        tag: 'meta',
        attrs: { 'http-equiv': 'Content-Security-Policy', content: PAGE_SECURITY_POLICY },
        // First in the head: a policy does not reach back to what the parser has already met.
        injectTo: 'head-prepend',
      },
    ],
  };
}
