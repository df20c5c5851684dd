// What comes from Word, Google Docs, a web page or WhatsApp, reduced to what a text may hold before the editor sees it.
import { Fragment, Slice } from "prosemirror-model";
import { safe, schema } from "./schema.js";

const UNSEEN = /[\u202a-\u202e\u2066-\u2069\u200b\ufeff]/g;
const SILENT = new Set(["script", "style", "head", "title", "meta", "link", "template", "noscript", "iframe", "object", "embed", "svg", "math", "select", "textarea", "audio", "video", "canvas"]);
const KEPT = new Set(["ul", "ol", "li", "blockquote", "table", "caption", "tr", "td", "th", "br"]);
const BLOCKS = "p,div,section,article,ul,ol,blockquote,table,h1,h2,h3,h4,h5,h6";
export const RTL = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;

const escape = (text) => text.replace(/[&<>"]/g, (letter) => `&#${letter.charCodeAt(0)};`);
const style = (element) => (element.getAttribute("data-style") || "").toLowerCase().replace(/\s/g, "");

// A direction is kept where the first word would say another one.
function direction(element) {
  const said = (element.getAttribute("dir") || "").toLowerCase();
  const first = element.textContent.match(/\p{L}/u);
  return first && (said === "rtl" || said === "ltr") && said !== (RTL.test(first[0]) ? "rtl" : "ltr") ? ` dir="${said}"` : "";
}

function looks(element, name) {
  const told = style(element), out = [];
  if (/font-weight:(bold|[6-9]00)/.test(told) || (/^(b|strong)$/.test(name) && !/font-weight:(normal|[1-5]00)/.test(told))) { out.push("strong"); }
  if (/font-style:italic/.test(told) || (/^(i|em)$/.test(name) && !/font-style:normal/.test(told))) { out.push("em"); }
  return out;
}

function walk(node, shift) {
  if (node.nodeType === 3) { return escape(node.nodeValue.replace(UNSEEN, "")); }
  if (node.nodeType !== 1) { return ""; }
  const name = node.nodeName.toLowerCase(), told = style(node);
  if (SILENT.has(name) || told.includes("mso-list:ignore") || told.includes("display:none")) { return ""; }
  let inner = "";
  node.childNodes.forEach((child) => { inner += walk(child, shift); });
  if (name === "br") { return "<br>"; }
  const heading = /^h([1-6])$/.exec(name);
  if (heading) { return `<h${Math.min(4, Math.max(2, Number(heading[1]) + shift))}${direction(node)}>${inner}</h${Math.min(4, Math.max(2, Number(heading[1]) + shift))}>`; }
  if (told.includes("mso-list:") && node.textContent.trim()) {
    const mark = Array.from(node.querySelectorAll("span")).find((span) => style(span).includes("mso-list:ignore"));
    const list = mark && /^\s*[\p{L}\d]{1,3}[.)]/u.test(mark.textContent) ? "ol" : "ul";
    return `<${list} data-word><li>${inner}</li></${list}>`;
  }
  if (KEPT.has(name)) { return `<${name}${direction(node)}>${inner}</${name}>`; }
  if (name === "p" || ((name === "div" || name === "section" || name === "article") && !node.querySelector(BLOCKS))) {
    return inner.trim() ? `<p${direction(node)}>${inner}</p>` : "";
  }
  if (name === "a" && safe(node.getAttribute("href") || "")) { return `<a href="${escape(node.getAttribute("href"))}">${inner}</a>`; }
  return inner.trim() ? looks(node, name).reduce((out, mark) => `<${mark}>${out}</${mark}>`, inner) : inner;
}

export function reduced(html) {
  // Styles and handlers would be reported by the policy of the page, even in a document that is never shown.
  const unstyled = html.replace(/<style[\s\S]*?(?:<\/style\s*>|$)/gi, "")
    .replace(/<[a-z](?:[^>"']|"[^"]*"|'[^']*')*>/gi, (tag) => tag.replace(/(?<=[\s"'/])(style|on[a-z]+)\s*=/gi, "data-$1="));
  const read = new DOMParser().parseFromString(unstyled, "text/html");
  return walk(read.body, read.querySelector("h1") ? 1 : 0).replace(/<\/(ul|ol)>\s*<\1 data-word>/g, "").replace(/ data-word/g, "");
}

// Plain text: an empty line parts paragraphs; *stars* and _lines_ as in WhatsApp.
function marked(text) {
  const out = [];
  let end = 0;
  const add = (words, ...marks) => { if (words) { out.push(schema.text(words, marks)); } };
  for (const found of text.matchAll(/(?<![\w*])(?:\*(?=\S)([^*\n]+)(?<=\S)\*(?!\*)|_(?=\S)([^_\n]+)(?<=\S)_(?!\w))/gu)) {
    add(text.slice(end, found.index));
    add(found[1] || found[2], schema.mark(found[1] ? "strong" : "em"));
    end = found.index + found[0].length;
  }
  add(text.slice(end));
  return out;
}

export function fromText(text, $context, plain) {
  const read = plain ? (words) => (words ? [schema.text(words)] : []) : marked;
  const clean = text.replace(UNSEEN, "").replace(/\r\n?/g, "\n");
  if (!$context.parent.inlineContent || !$context.parent.type.contentMatch.matchType(schema.nodes.hard_break)) {
    return new Slice(Fragment.from(read(clean.replace(/\s+/g, " ").trim())), 0, 0);
  }
  const parts = clean.split(/\n[ \t]*\n\s*/).filter((part) => part.trim());
  const paragraphs = parts.map((part) => {
    const lines = part.trim().split("\n").map(read);
    return schema.nodes.paragraph.create(null, lines.flatMap((line, n) => (n ? [schema.nodes.hard_break.create(), ...line] : line)));
  });
  return new Slice(Fragment.from(paragraphs), paragraphs.length ? 1 : 0, paragraphs.length ? 1 : 0);
}
