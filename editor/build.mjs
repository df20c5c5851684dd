// Bundle the editor and note what went into it: name, version, licence, and the SHA-256 of what came out.
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { build } from "esbuild";
import { minify } from "terser";

const there = new URL("../src/mukhtabar/static/vendor/editor/", import.meta.url);
const banner = "/* Mukhtabar's rich-text editor, made with ProseMirror; MIT. Sources, versions and licences: README in this folder. */\n";
const made = await build({
  entryPoints: ["src/main.js"], bundle: true, write: false, format: "iife", target: "es2020", minify: true, legalComments: "none", metafile: true, logLevel: "warning",
});
const small = await minify(made.outputFiles[0].text, { compress: { passes: 3 }, mangle: true, ecma: 2020 });
const body = banner + small.code + "\n";
writeFileSync(new URL("editor.js", there), body);
const names = new Set(Object.keys(made.metafile.inputs).map((path) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1]).filter(Boolean));
const rows = [...names].sort().map((name) => {
  const { version, license } = JSON.parse(readFileSync(new URL(`node_modules/${name}/package.json`, import.meta.url)));
  return `${name} ${version} ${license}`;
});
writeFileSync(new URL("README", there), `The rich-text editor of the edit pages. Built by \`make vendor\` from editor/src and these packages of the npm registry
(editor/package-lock.json holds their digests); LICENSE is theirs. Do not change editor.js by hand.

${rows.join("\n")}

SHA-256 of editor.js: ${createHash("sha256").update(body).digest("hex")}
`);
writeFileSync(new URL("LICENSE", there), [...names].sort().map((name) => `${name}\n\n${readFileSync(new URL(`node_modules/${name}/LICENSE`, import.meta.url))}`).join("\n"));
