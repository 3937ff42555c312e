import {createHash} from "node:crypto";

const inlineScripts = /<script(?![^>]*\bsrc=)[^>]*>([\s\S]*?)<\/script>/g;

/**
 * The page with a Content-Security-Policy that lets it run its own scripts and what is inline in it now, compile WebAssembly, and
 * reach nothing but where it came from. Styles may be inline: Plot and KaTeX write them. To be applied last, since it names the
 * inline scripts by their hashes. Throws an Error where there is no place for it.
 */
export function withContentPolicy(html: string): string {
  const hashes = Array.from(html.matchAll(inlineScripts), ([, text]) => `'sha256-${sha256(text!)}'`);
  const policy = [
    "default-src 'self'",
    `script-src 'self' 'wasm-unsafe-eval' ${[...new Set(hashes)].join(" ")}`.trim(),
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "worker-src 'self'",
    "object-src 'none'",
    "base-uri 'self'",
    "form-action 'none'"
  ].join("; ");
  const charset = /<meta charset="utf-8">/i;
  if (!charset.test(html)) throw new Error("a page has no <meta charset>, after which its content policy would stand");
  return html.replace(charset, (tag) => `${tag}\n<meta http-equiv="Content-Security-Policy" content="${policy}">`);
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("base64");
}
